import { copyFile, mkdir, readdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Run } from "./commands.ts";

/**
 * Copies the repository as it stands, uncommitted changes included, to an empty folder, and commits it there, with
 * a remote on this disk: what a release asks of git, it asks of that.
 */
export async function copyRepository(root: string, copy: string, run: Run): Promise<void> {
  const remote = `${copy}.git`;
  await run("git", ["init", "--quiet", "--bare", remote]);
  // To an empty repository all is new that is not ignored; so this needs no history, as an archive has none.
  const list = [`--git-dir=${remote}`, "--work-tree=.", "ls-files", "-z", "--others", "--exclude-standard"];
  for (const path of (await run("git", list, { cwd: root })).split("\0")) {
    if (path === "") continue;
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await copyFile(join(root, path), join(copy, path));
  }
  const folders = ["", ...(await readdir(join(copy, "packages"))).map((name) => join("packages", name))];
  for (const folder of folders) await linkModules(join(root, folder), join(copy, folder));

  const git = (...args: string[]) => run("git", args, { cwd: copy });
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", "rehearsal");
  await git("config", "user.email", "rehearsal@localhost");
  await git("remote", "add", "origin", remote);
  await commitAll("Rehearse a release", copy, run);
}

export async function commitAll(message: string, cwd: string, run: Run): Promise<void> {
  await run("git", ["add", "--all"], { cwd });
  await run("git", ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", message], { cwd });
}

/** Links to each dependency that is installed, but for our own packages, which are those of the copy. */
async function linkModules(from: string, to: string): Promise<void> {
  const modules = join(from, "node_modules");
  const names = (await readdir(modules).catch(() => [])).filter(
    (name) => !name.startsWith(".") || name === ".bin",
  );
  if (names.length === 0) return;
  await mkdir(join(to, "node_modules"), { recursive: true });
  for (const name of names) {
    if (name !== "@jobwire") await symlink(join(modules, name), join(to, "node_modules", name));
  }
  if (!names.includes("@jobwire")) return;
  await mkdir(join(to, "node_modules/@jobwire"));
  for (const name of await readdir(join(modules, "@jobwire"))) {
    await symlink(join("../../packages", name), join(to, "node_modules/@jobwire", name));
  }
}
