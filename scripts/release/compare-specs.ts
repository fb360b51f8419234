/** Whether today's specs break users of the last release without saying so. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../generate/document.ts";
import { type Bump, breakingBump, changesetsIn, isEnough, plannedBumps } from "./compare-specs/bumps.ts";
import { compareSpecs } from "./compare-specs/documents.ts";
import { type Package, root } from "./packages.ts";

/** The bundle of a package's last release, which `npm run release:version` keeps in its folder. */
export const releasedName = "released.json";

export interface Comparison {
  /** One line each: operation, place, what was, what is. */
  breaks: string[];
  /** What is missing from the changesets; undefined: nothing. */
  missing: string | undefined;
}

/**
 * Compares a package's built spec with that of its last release. A package that has no spec, or never was
 * released, has no breaks.
 */
export async function compareWithRelease({ folder, name, version }: Package): Promise<Comparison> {
  const inPackage = (file: string) => join(root, "packages", folder, file);
  const released = await readDocument(inPackage(releasedName));
  if (!released) return { breaks: [], missing: undefined };
  const today = await readDocument(inPackage("openapi.json"));
  if (!today) throw new Error(`packages/${folder}/openapi.json: no such file; run npm run generate`);
  const changesets = await changesetsIn(join(root, ".changeset"));
  const planned = (await plannedBumps(changesets)).get(name) ?? "none";
  return judge(name, version, released, today, planned);
}

/** Compares two specs, given what is planned for the package. */
export function judge(
  name: string,
  version: string,
  released: Document,
  today: Document,
  planned: Bump,
): Comparison {
  const breaks = compareSpecs(released, today).map(
    ({ operation, place, was, is }) => `${operation}: ${place}: was ${was}, is ${is}`,
  );
  const needed = breakingBump(version);
  const isAnnounced = breaks.length === 0 || isEnough(planned, needed);
  const missing = `${name} ${version} needs a ${needed} changeset: this breaks its users (planned: ${planned})`;
  return { breaks, missing: isAnnounced ? undefined : missing };
}

async function readDocument(path: string): Promise<Document | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Document);
}
