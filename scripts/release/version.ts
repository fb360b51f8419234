/**
 * Turns the changesets into versions and changelogs, and keeps the specs that are released by them:
 * `npm run release:version`. The release workflow proposes the result as a pull request.
 */
import { spawnSync } from "node:child_process";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTurbo } from "../turbo.ts";
import { releasedName } from "./compare-specs.ts";
import { publishedPackages, root } from "./packages.ts";

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const generated = await runTurbo(["generate"], { quiet: true });
if (generated !== 0) process.exit(generated);
const before = new Map((await publishedPackages()).map(({ name, version }) => [name, version]));
run(join(root, "node_modules/.bin/changeset"), "version");
for (const { folder, name, version } of await publishedPackages()) {
  const [spec, released] = ["openapi.json", releasedName].map((file) => join(root, "packages", folder, file));
  if (!spec || !released || !(await exists(spec))) continue;
  // A spec that is not released now must go on to be compared with the one that was.
  if (before.get(name) === version && (await exists(released))) continue;
  await writeFile(released, `${JSON.stringify(JSON.parse(await readFile(spec, "utf8")), null, 2)}\n`); // for diffs
}
// The lock file has the versions of the workspaces, too.
run("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund");
