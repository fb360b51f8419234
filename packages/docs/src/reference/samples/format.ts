import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const root = join(import.meta.dirname, "../../../../..");
const biome = join(root, "node_modules/@biomejs/biome/bin/biome");

/** Columns of a sample: what Redoc's dark column shows without scrolling. */
export const sampleWidth = 58;

/** TypeScript as a person would lay it out in the width of a sample, by the formatter of this repository. */
export async function formatSample(source: string): Promise<string> {
  const args = [biome, "format", "--stdin-file-path=sample.ts", `--line-width=${sampleWidth}`];
  const child = spawn(process.execPath, args, { cwd: root });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  child.stdin.end(source);
  const [formatted, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`a sample cannot be formatted: ${complaint}\n${source}`);
  return formatted;
}
