/**
 * Makes the JavaScript of the package in the working folder: `node ../../scripts/bundle.ts`. Its modules become one
 * file for each that package.json names and what these share, since loading many files is what an import costs. Of
 * its declarations, only those are kept that are read.
 */
import { readFile } from "node:fs/promises";
import { rolldown } from "rolldown";
import { slimDeclarations } from "./declarations.ts";

interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  imports?: Record<string, Record<string, string>>;
}

const { exports, imports = {} }: Manifest = JSON.parse(await readFile("package.json", "utf8"));
const targets = [...Object.values(exports), ...Object.values(imports)].flatMap((target) =>
  typeof target === "string" ? [target] : Object.values(target),
);
const names = targets.flatMap((target) => /^\.\/dist\/(.+)\.js$/.exec(target)?.[1] ?? []);
const input = Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
const bundle = await rolldown({ input, platform: "neutral", external: /^(?:[@#\w])/ });
await bundle.write({
  dir: "dist",
  chunkFileNames: "[name].js",
  minifyInternalExports: false,
  // Without their annotations, bundlers would keep what is not used.
  comments: { annotation: true, legal: false, jsdoc: false },
});
await slimDeclarations(".", targets);
