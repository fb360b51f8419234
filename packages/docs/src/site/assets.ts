import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import ts from "typescript";
import type { Assets } from "./layout.ts";
import { docs } from "./places.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** One file for browsers, several for people; what comes later goes before. */
const styleOrder = ["base", "frame", "search", "code", "tables", "landing", "guides", "print"];

/** What all pages share: styles, scripts (their types taken off), images; by name. */
export async function ownAssets(): Promise<Record<string, string>> {
  const folder = join(docs, "src/assets");
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) {
    const text = await readFile(join(folder, name), "utf8");
    if (extname(name) === ".ts") found[name.replace(/ts$/, "js")] = withoutTypes(text);
    else found[name] = text;
  }
  const styles = styleOrder.map((name) => readFile(join(docs, `src/styles/${name}.css`), "utf8"));
  return { ...found, "site.css": (await Promise.all(styles)).join("\n") };
}

/** Writes small files into one folder, named for what all of them hold, so that scripts can import each other. */
export async function writeTogether(files: Files, dist: string): Promise<Assets> {
  const folder = hash(...Object.entries(files).flat());
  return write(files, dist, (name) => `assets/${folder}/${name}`);
}

/** Writes large files, each named for what it holds, so that browsers keep it while others change. */
export async function writeApart(files: Files, dist: string): Promise<Assets> {
  return write(files, dist, (name, content) => {
    const extension = extname(name);
    return `assets/${name.slice(0, -extension.length)}.${hash(content)}${extension}`;
  });
}

async function write(
  files: Files,
  dist: string,
  place: (name: string, content: string | Uint8Array) => string,
): Promise<Assets> {
  const paths: Record<string, string> = {};
  for (const [name, content] of Object.entries(files)) {
    const path = place(name, content);
    await mkdir(dirname(join(dist, path)), { recursive: true });
    await writeFile(join(dist, path), content);
    paths[name] = path;
  }
  return paths;
}

function hash(...contents: (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const content of contents) sum.update(content);
  return sum.digest("hex").slice(0, 10);
}

function withoutTypes(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;
}
