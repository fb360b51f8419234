/**
 * Copies the bundled specs of all packages into the mock's package, which is published with them, and writes
 * an index of which bundles the mock of each provider serves: `node scripts/collect-bundles.ts`.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const target = join(root, "packages/mock/bundles");
const scope = "@jobwire/";

/** The packages that have a spec, by name, with the names of those among them that they depend on. */
const dependencies = new Map<string, string[]>();
for (const name of await readdir(join(root, "specs"))) {
  if (!existsSync(join(root, "specs", name, "openapi.yaml"))) continue;
  if (!existsSync(bundle(name)))
    fail(`packages/${name}/openapi.json is missing: run node scripts/generate.ts ${name}`);
  const manifest = JSON.parse(await readFile(join(root, "packages", name, "package.json"), "utf8"));
  dependencies.set(name, own(Object.keys(manifest.dependencies ?? {})));
}
const dependedOn = new Set([...dependencies.values()].flat());
const providers = [...dependencies.keys()].filter((name) => !dependedOn.has(name)).sort();
const index = Object.fromEntries(providers.map((provider) => [provider, [...served(provider)]]));

await rm(target, { recursive: true, force: true });
await mkdir(target);
for (const name of dependencies.keys()) {
  await writeFile(
    join(target, `${name}.json`),
    JSON.stringify(JSON.parse(await readFile(bundle(name), "utf8"))),
  );
}
await writeFile(join(target, "index.json"), `${JSON.stringify(index, null, 2)}\n`);

/** The folder names of those dependencies that are ours. */
function own(names: string[]): string[] {
  return names.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length));
}

function bundle(name: string): string {
  return join(root, "packages", name, "openapi.json");
}

/** A package's own bundle first, then those of the packages that it depends on. */
function served(name: string, found = new Set<string>()): Set<string> {
  if (!dependencies.has(name) || found.has(name)) return found;
  found.add(name);
  for (const dependency of dependencies.get(name) ?? []) served(dependency, found);
  return found;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
