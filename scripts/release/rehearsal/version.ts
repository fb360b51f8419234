import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Package, publishedPackages } from "../packages.ts";
import type { Run } from "./commands.ts";
import { commitAll } from "./copy.ts";

/**
 * Gives every package its next version, by the changesets that wait to be released. What none of them touches gets
 * a patch, so that a rehearsal always does all of a release.
 */
export async function versionPackages(copy: string, run: Run): Promise<Package[]> {
  const before = await publishedPackages(copy);
  await run("node_modules/.bin/changeset", ["status", "--output", "status.json"], { cwd: copy });
  const { releases } = JSON.parse(await readFile(join(copy, "status.json"), "utf8")) as {
    releases: { name: string; type: string }[];
  };
  const touched = new Set(releases.filter(({ type }) => type !== "none").map(({ name }) => name));
  const untouched = before.filter(({ name }) => !touched.has(name));
  if (untouched.length > 0) {
    const lines = untouched.map(({ name }) => `"${name}": patch\n`).join("");
    await writeFile(join(copy, ".changeset/rehearsal.md"), `---\n${lines}---\n\nRehearse a release.\n`);
    await commitAll("Add a changeset", copy, run); // changesets names the commits in the changelogs
  }
  await run(process.execPath, ["scripts/release/version.ts"], { cwd: copy });
  await commitAll("Version the packages", copy, run);

  const after = await publishedPackages(copy);
  const versions = new Map(after.map(({ name, version }) => [name, version]));
  for (const [i, { name, version, dependencies }] of after.entries()) {
    if (version === before[i]?.version)
      throw new Error(`${name} is still ${version} after the release was versioned`);
    for (const [dependency, wanted] of Object.entries(dependencies ?? {})) {
      const has = versions.get(dependency);
      if (has !== undefined && has !== wanted) {
        throw new Error(`${name} depends on ${dependency} ${wanted}, but ${has} would be published`);
      }
    }
  }
  return after;
}
