import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { unannounced } from "./unannounced.ts";

/** Texts of files by their paths; null: the file is deleted. */
type Changes = Record<string, string | null>;

/** A repository with three packages on its branch `main`, and a branch that changes something there. */
async function repositoryWith(changes: Changes): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-changes-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  // Whoever runs the tests may sign commits, or have hooks.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, env, stdio: "ignore" });
  const commit = async (files: Changes) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await (text === null ? rm(join(folder, path)) : writeFile(join(folder, path), text));
    }
    git("add", ".");
    git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-m", "test");
  };
  git("init", "-b", "main");
  await commit({
    "packages/printer/package.json": manifest("printer"),
    "packages/printer/src/old.ts": "1",
    "packages/mock/package.json": manifest("mock"),
    "packages/docs/package.json": JSON.stringify({ name: "@jobwire/docs", private: true }),
    ".changeset/before.md": '---\n"@jobwire/printer": minor\n---\n\nWritten before.\n',
  });
  git("checkout", "-b", "change");
  await commit(changes);
  git("checkout", "main");
  await commit({ "packages/mock/src/index.ts": "changed by others meanwhile" });
  git("checkout", "change");
  return folder;
}

const manifest = (name: string, version = "0.1.0") => JSON.stringify({ name: `@jobwire/${name}`, version });
const changeset = (name: string, bump: string) => `---\n"@jobwire/${name}": ${bump}\n---\n\nText.\n`;

test.each<[what: string, changes: Changes, found: string[]]>([
  ["code", { "packages/printer/src/index.ts": "1" }, ["@jobwire/printer"]],
  ["code, away", { "packages/printer/src/old.ts": null }, ["@jobwire/printer"]],
  [
    "code, and drops a changeset",
    { "packages/printer/src/index.ts": "1", ".changeset/before.md": null },
    ["@jobwire/printer"],
  ],
  ["a README", { "packages/printer/README.md": "Printer" }, ["@jobwire/printer"]],
  ["a report of types", { "packages/printer/api.md": "1" }, ["@jobwire/printer"]],
  ["a spec", { "specs/printer/jobs/job.yaml": "get: {}" }, ["@jobwire/mock", "@jobwire/printer"]],
  ["a test", { "packages/printer/test/a.test.ts": "1" }, []],
  ["what a spec's README tells", { "specs/printer/README.md": "Printer" }, []],
  ["a private package", { "packages/docs/src/index.ts": "1" }, []],
  [
    "code, with a changeset",
    { "packages/printer/src/index.ts": "1", ".changeset/a.md": changeset("printer", "patch") },
    [],
  ],
  [
    "code that nobody notices",
    { "packages/printer/src/index.ts": "1", ".changeset/a.md": changeset("printer", "none") },
    [],
  ],
  [
    "code, with the changeset of another package",
    { "packages/printer/src/index.ts": "1", ".changeset/a.md": changeset("mock", "patch") },
    ["@jobwire/printer"],
  ],
  [
    "a version",
    { "packages/printer/package.json": manifest("printer", "0.2.0"), ".changeset/before.md": null },
    [],
  ],
  ["a new package", { "packages/scanner/package.json": manifest("scanner") }, ["@jobwire/scanner"]],
])("a branch that changes %s", async (_, changes, found) => {
  expect(await unannounced("main", await repositoryWith(changes))).toEqual(found);
});
