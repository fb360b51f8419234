/**
 * Refuses to pack the package in the working folder unless it is built, as its `prepack`. Every compiled file belongs
 * to sources that are there, so that neither half a build nor the rest of an older one is packed.
 */
import { access, glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { declarationsOf } from "../declarations.ts";

/** The manifest's fields that name files. */
interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  imports?: Record<string, Record<string, string>>;
  bin?: Record<string, string>;
  files: string[];
}

/** What is wrong with the build of the package in this folder, a line each. */
export async function buildFaults(folder: string): Promise<string[]> {
  const compiled = await compiledFiles(folder);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const { exports, bin = {}, files } = manifest;
  const missing = await absent(folder, [...compiled, ...targetsOf(exports), ...Object.values(bin), ...files]);
  const left = (await paths(folder, "dist/**/*.*")).filter((path) => !compiled.includes(path));
  return [...missing.map((path) => `${path} is missing`), ...left.map((path) => `${path} has no source`)];
}

/** The files that compiling the sources makes, sorted. */
export async function compiledFiles(folder: string): Promise<string[]> {
  const sources = await paths(folder, "src/**/*.ts");
  const names = sources.map((path) => path.replace(/^src/, "dist").replace(/\.ts$/, ""));
  const manifest = await readFile(join(folder, "package.json"), "utf8");
  if (!manifest.includes("scripts/bundle.ts"))
    return names.flatMap((name) => [`${name}.d.ts`, `${name}.js`]).sort();
  const { exports, imports = {} } = JSON.parse(manifest) as Manifest;
  const read = await declarationsOf(folder, [...targetsOf(exports), ...targetsOf(imports)]);
  return [...read, ...(await bundledFiles(folder, sources))].sort();
}

function targetsOf(targets: Manifest["exports"]): string[] {
  return Object.values(targets).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
}

/** A bundled file names the sources that it was made of, and imports others by their relative path. */
async function bundledFiles(folder: string, sources: readonly string[]): Promise<string[]> {
  const files = await paths(folder, "dist/**/*.js");
  const bundles = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      const parts = Array.from(text.matchAll(/^\/\/ (src\/\S+\.ts)$/gm), ([, part]) => part ?? "");
      const made = parts.length > 0 && parts.every((part) => sources.includes(part));
      const imported = Array.from(text.matchAll(/(?:from |import\()"(\.[^"]+)"/g), ([, path]) => path ?? "");
      return made ? [file, ...imported.map((path) => join(dirname(file), path))] : [];
    }),
  );
  return [...new Set(bundles.flat())];
}

async function paths(folder: string, pattern: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd: folder })) found.push(path);
  return found;
}

async function absent(folder: string, names: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const name of new Set(names.map((given) => given.replace(/^\.\//, "")))) {
    await access(join(folder, name)).catch(() => missing.push(name));
  }
  return missing;
}

if (import.meta.main) {
  const faults = await buildFaults(process.cwd());
  if (faults.length > 0) {
    const shown = faults.slice(0, 3).join("; ");
    const more = faults.length > 3 ? `; and ${faults.length - 3} more` : "";
    process.stderr.write(`${basename(process.cwd())} is not built: ${shown}${more}. Run npm run build.\n`);
    process.exitCode = 1;
  }
}
