/** Reviewed reports of public types. `npm run api:update` writes them anew; the difference is for the reviewer. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { apiReport } from "./api-report.ts";
import { publishedPackages, root } from "./packages.ts";

const entries = (await publishedPackages()).flatMap(({ folder, exports }) =>
  Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "object" && target.types ? [{ folder, path, types: target.types }] : [],
  ),
);

/** Installs API Extractor first, where it is not. */
const timeout = 180_000;

/** `api.md` for `.`, `api.errors.md` for `./errors`. */
const reportName = (path: string) => ["api", ...path.split("/").slice(1), "md"].join(".");

test.each(entries)(
  "the public types of $folder ($path) are those that were reviewed",
  { timeout },
  async ({ folder, path, types }) => {
    const report = await apiReport(join(root, "packages", folder), types);
    const reviewed = join(root, "packages", folder, reportName(path));
    await expect(report, "npm run api:update, and have it reviewed").toMatchFileSnapshot(reviewed);
  },
);

test("a changed type of an answer shows as a line", { timeout }, async () => {
  const folder = await copyOf("tencent-batch");
  const before = await apiReport(folder, "dist/index.d.ts");
  await edit(join(folder, "dist/generated/schema.d.ts"), "RequestId: string;", "RequestId: number;");
  const after = await apiReport(folder, "dist/index.d.ts");
  expect(differences(before, after)).toEqual(["- RequestId: string;", "+ RequestId: number;"]);
});

test("a changed comment does not show", { timeout }, async () => {
  const folder = await copyOf("tencent-batch");
  const before = await apiReport(folder, "dist/index.d.ts");
  await edit(join(folder, "dist/generated/client.d.ts"), "Delete a finished job.", "Remove a job.");
  expect(await apiReport(folder, "dist/index.d.ts")).toBe(before);
});

/** A built package in a folder of its own, with the same dependencies. */
async function copyOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-package-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const part of ["package.json", "dist"])
    await cp(join(root, "packages", name, part), join(folder, part), { recursive: true });
  return folder;
}

async function edit(path: string, old: string, text: string): Promise<void> {
  const before = await readFile(path, "utf8");
  expect(before).toContain(old);
  await writeFile(path, before.replace(old, text));
}

function differences(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
