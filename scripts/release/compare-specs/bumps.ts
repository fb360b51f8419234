import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** From the smallest to the largest. */
const sizes = ["none", "patch", "minor", "major"] as const;

export type Bump = (typeof sizes)[number];

/**
 * What a breaking change takes, at least: the bump that a caret range does not let in. Before 1.0.0 that is a
 * minor one, since `^0.1.0` takes 0.1.x only; a major one would be the promise of a 1.0.0.
 */
export const breakingBump = (version: string): Bump => (version.startsWith("0.") ? "minor" : "major");

export const isEnough = (planned: Bump, needed: Bump): boolean =>
  sizes.indexOf(planned) >= sizes.indexOf(needed);

/** The changesets of a folder. */
export async function changesetsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => /^(?!README).+\.md$/.test(file)).map((file) => join(folder, file));
}

/** The largest bump that some changesets plan for each package, by its name. */
export async function plannedBumps(changesets: readonly string[]): Promise<Map<string, Bump>> {
  const texts = await Promise.all(changesets.map((path) => readFile(path, "utf8")));
  const planned = new Map<string, Bump>();
  for (const [, name = "", bump = ""] of texts.flatMap(entriesOf)) {
    const given = sizes.find((size) => size === bump) ?? "none";
    if (!planned.has(name) || !isEnough(planned.get(name) ?? "none", given)) planned.set(name, given);
  }
  return planned;
}

/** The lines `"@jobwire/core": minor` of a changeset's front matter. */
function entriesOf(changeset: string): RegExpExecArray[] {
  const front = changeset.split(/^---\s*$/m)[1] ?? "";
  return [...front.matchAll(/^["']?([^"'\n]+)["']?\s*:\s*(\w+)\s*$/gm)];
}
