/** Two builds of the same sources, in two places, make the same tarballs, byte for byte. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { toolEnvironment } from "../environment.ts";
import { packAll } from "./pack.ts";
import { publishedPackages, root } from "./packages.ts";
import { Commands } from "./rehearsal/commands.ts";
import { copyRepository } from "./rehearsal/copy.ts";

const { run } = new Commands(toolEnvironment);

test("two builds make the same tarballs", { timeout: 300_000 }, async () => {
  const scratch = await mkdtemp(join(tmpdir(), "jobwire-twice-"));
  onTestFinished(() => rm(scratch, { recursive: true, force: true }));
  const [clone, here, there] = ["clone", "here", "there"].map((name) => join(scratch, name)) as Triple;
  for (const folder of [clone, here, there]) await mkdir(folder);
  await packAll(here);
  await copyRepository(root, clone, run);
  const filters = (await publishedPackages()).map(({ name }) => `--filter=${name}`);
  await run(process.execPath, ["scripts/turbo.ts", "build", "--concurrency=2", ...filters], { cwd: clone });
  await packAll(there, clone);
  expect((await readdir(here)).length).toBe(filters.length);
  for (const folder of [here, there]) await unpackAll(folder);
  // The files as well, since they tell where a difference is.
  expect(await digestsOf(there)).toEqual(await digestsOf(here));
});

type Triple = [string, string, string];

/** Unpacks each tarball in a folder beside it. */
async function unpackAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const into = join(folder, name.replace(/\.tgz$/, ""));
    await mkdir(into);
    await run("tar", ["-xzf", join(folder, name), "-C", into]);
  }
}

/** SHA-256 of each file in a folder, by its path. */
async function digestsOf(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    digests[relative(folder, path)] = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  }
  return digests;
}
