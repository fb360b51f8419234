/** How large a program becomes when it is bundled and minified. */
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { loadTool } from "../release/load-tool.ts";
import { root } from "../release/packages.ts";

export type Platform = "node" | "browser";

export interface Bundle {
  /** Gzipped bytes of all in one file. */
  all: number;
  /** Gzipped bytes of the chunks that are loaded at the start; later ones come with `import()`. */
  start: number;
  /** What is in it: minified bytes of each file that has any, largest first. */
  files: { path: string; bytes: number }[];
}

/** As much of esbuild as is used here. */
interface Esbuild {
  build(options: object): Promise<{
    outputFiles: { path: string; contents: Uint8Array }[];
    metafile: { outputs: Record<string, Output> };
  }>;
}

interface Output {
  entryPoint?: string;
  imports: { path: string; kind: string; external?: boolean }[];
  inputs: Record<string, { bytesInOutput: number }>;
}

/** Bundles the program in a file with esbuild. Node's own modules are left out. Nothing is written. */
export async function measureBundle(entry: string, platform: Platform): Promise<Bundle> {
  const { build } = (await loadTool("../budgets/tools", "esbuild")) as Esbuild;
  const options = {
    ...{ entryPoints: [entry], absWorkingDir: root, outdir: "dist", write: false, metafile: true },
    ...{ bundle: true, minify: true, format: "esm", target: "es2022", platform, logLevel: "silent" },
    ...{ legalComments: "none", define: { "process.env.NODE_ENV": '"production"' } },
  };
  const whole = await build(options);
  const split = await build({ ...options, splitting: true });
  const { outputs } = split.metafile;
  const sizes = new Map(
    split.outputFiles.map(({ path, contents }) => [relative(root, path), gzip(contents)]),
  );
  const [first] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint) ?? [""];
  const inputs = Object.values(whole.metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    all: sum(whole.outputFiles.map(({ contents }) => gzip(contents))),
    start: sum(atStart(outputs, first).map((path) => sizes.get(path) ?? 0)),
    files: inputs
      .map(([path, { bytesInOutput }]) => ({ path: named(path), bytes: bytesInOutput }))
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.bytes - a.bytes),
  };
}

/** A chunk and those that it imports by statements, each once. */
function atStart(outputs: Record<string, Output>, path: string, found = new Set<string>()): string[] {
  found.add(path);
  for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
    if (kind === "import-statement" && !external && !found.has(next)) atStart(outputs, next, found);
  return [...found];
}

/** Of a file of a package, its path from the name of the package on. */
function named(path: string): string {
  return path.replace(/^.*node_modules\//, "");
}

const gzip = (contents: Uint8Array) => gzipSync(contents, { level: 9 }).byteLength;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
