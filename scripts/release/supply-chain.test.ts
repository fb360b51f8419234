/** What others' code comes with ours, against what was reviewed: `dependencies.json`. */
import { glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import reviewed from "./dependencies.json" with { type: "json" };
import { foreign, type Locked, nameOf, reached, readLock } from "./lock-file.ts";
import { publishedPackages, root } from "./packages.ts";

const manifests = await files("package.json");
const locks = await files("package-lock.json");
const ownLock = await readLock(join(root, "package-lock.json"));
const published = await publishedPackages();
const direct: Record<string, Record<string, string>> = reviewed.direct;
const stated: Record<string, string> = reviewed.licences.stated;

/** Exact, of a registry: no range, no tag, no address. */
const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;

test.each(manifests)("%s names exact versions", async (path) => {
  const manifest = JSON.parse(await readFile(join(root, path), "utf8"));
  for (const field of ["dependencies", "devDependencies", "optionalDependencies", "overrides"]) {
    for (const [name, version] of Object.entries(manifest[field] ?? {}))
      expect(version, `${field}: ${name}`).toMatch(exact);
  }
});

describe("production", () => {
  test.each(published)("$name depends on what was reviewed", ({ folder, dependencies = {} }) => {
    const others = Object.keys(dependencies).filter((name) => !name.startsWith("@jobwire/"));
    expect(others.sort()).toEqual(Object.keys(direct[folder] ?? {}).sort());
  });

  test.each(published.filter(({ folder }) => folder !== "mock"))(
    "$name brings openapi-fetch, its types, and nothing else of others",
    ({ folder }) => {
      const names = brought([folder]).map(([name]) => name);
      expect(names).toEqual(["openapi-fetch", "openapi-typescript-helpers"]);
    },
  );

  test("all packages together bring what was reviewed, under the licences that were reviewed", () => {
    const found = Object.fromEntries(brought(published.map(({ folder }) => folder)));
    expect(found).toEqual(reviewed.brought);
    const licences = [...new Set(Object.values(found))];
    expect(licences.filter((licence) => !isAllowed(licence, reviewed.licences.published))).toEqual([]);
    process.stdout.write(
      `\n${Object.keys(found).length} packages of others: ${tally(Object.values(found))}\n\n`,
    );
  });
});

describe.each(locks)("%s", (path) => {
  test("installs from a registry alone, with a hash, and names no address of one", async () => {
    for (const [place, { version, integrity, resolved }] of foreign(await readLock(join(root, path)))) {
      expect(version, place).toMatch(exact);
      expect(integrity, place).toMatch(/^sha512-/);
      expect(resolved, place).toBeUndefined();
    }
  });

  test("has licences that were reviewed", async () => {
    const { published, tools } = reviewed.licences;
    const unknown = foreign(await readLock(join(root, path)))
      .map((entry) => [nameOf(entry), licenceOf(entry)] as const)
      .filter(([, licence]) => !isAllowed(licence, [...published, ...tools]));
    expect(unknown).toEqual([]);
  });

  test("runs no install script, and brings none that was not reviewed", async () => {
    const npmrc = await readFile(join(root, dirname(path), ".npmrc"), "utf8");
    expect(npmrc).toMatch(/^ignore-scripts=true$/m);
    const names = foreign(await readLock(join(root, path)))
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(nameOf);
    const unreviewed = names.filter((name) => !(name in reviewed.installScripts));
    expect(unreviewed).toEqual([]);
  });
});

test("the review names nothing that is gone", async () => {
  const all = (await Promise.all(locks.map((path) => readLock(join(root, path))))).flatMap(foreign);
  const names = new Set(all.map(nameOf));
  const scripts = new Set(all.filter(([, { hasInstallScript }]) => hasInstallScript).map(nameOf));
  expect(Object.keys(reviewed.installScripts).filter((name) => !scripts.has(name))).toEqual([]);
  expect(Object.keys(stated).filter((name) => !names.has(name))).toEqual([]);
  expect(Object.keys(direct).filter((folder) => !published.some((one) => one.folder === folder))).toEqual([]);
});

/** The packages of others that some of ours bring, by name, with their licences; sorted. */
function brought(folders: readonly string[]): [string, string][] {
  const places = new Set(folders.flatMap((folder) => [...reached(ownLock, `packages/${folder}`)]));
  const licences = new Map<string, Set<string>>();
  for (const entry of foreign(ownLock).filter(([place]) => places.has(place))) {
    const name = nameOf(entry);
    licences.set(name, (licences.get(name) ?? new Set()).add(licenceOf(entry)));
  }
  return [...licences].map(([name, all]) => [name, [...all].join(" AND ")] as [string, string]).sort();
}

/** As its package.json says; where that says nothing, as was found in its files. */
function licenceOf(entry: readonly [string, Locked]): string {
  return entry[1].license ?? stated[nameOf(entry)] ?? "none";
}

/** Whether an SPDX expression of `OR` and `AND`, without nesting, permits one of the licences. */
function isAllowed(expression: string, licences: readonly string[]): boolean {
  const terms = expression.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return terms.some((term) => term.split(" AND ").every((licence) => licences.includes(licence)));
}

/** `3 ISC, 2 MIT`. */
function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}

/** The repository's own files of a name, those in the folders of tools included. */
async function files(name: string): Promise<string[]> {
  const built = new Set(["node_modules", "dist", ".turbo", ".git"]);
  const found = new Set<string>();
  const exclude = (path: string) => built.has(basename(path));
  for await (const path of glob([name, `**/${name}`], { cwd: root, exclude })) found.add(path);
  return [...found];
}
