import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Provider } from "../../src/reference/index.ts";

/** Where a line of a program comes from. */
export interface Origin {
  /** Below the root of the repository; of a generated sample, its name. */
  readonly file: string;
  readonly line: number;
}

/** What is compiled and run: a sample, or a block of a document with those that it continues. */
export interface Program {
  /** The origin of its own first line, as `README.md:12`. */
  readonly name: string;
  readonly source: string;
  /** Of each line of the source. */
  readonly origins: readonly Origin[];
  /** A file of tests, for vitest. */
  readonly isTest: boolean;
}

const root = join(import.meta.dirname, "../../../..");

/** The samples of all operations. */
export function samplePrograms(providers: readonly Provider[]): Program[] {
  return providers.flatMap(({ name, operations }) =>
    operations.flatMap(({ id, samples }) =>
      samples
        .filter(({ lang }) => lang === "typescript")
        .map(({ label, source }) => toProgram(`${name} ${id}, ${label}`, 0, source.split("\n"))),
    ),
  );
}

/**
 * The blocks of TypeScript of a document. A block that makes no client and no mock continues the block before it;
 * every other one is complete by itself.
 */
export async function documentPrograms(file: string): Promise<Program[]> {
  const lines = (await readFile(join(root, file), "utf8")).split("\n");
  const programs: Program[] = [];
  for (let start = 0; start < lines.length; start++) {
    if (!/^```(ts|typescript)\b/.test(lines[start] as string)) continue;
    const end = lines.indexOf("```", start);
    const own = toProgram(file, start + 1, lines.slice(start + 1, end));
    const before = programs.at(-1);
    programs.push(before && isContinued(own.source) ? joined(before, own) : own);
    start = end;
  }
  return programs;
}

function isContinued(source: string): boolean {
  return !/\b(create\w+Client|startMock)\(/.test(source);
}

function toProgram(file: string, offset: number, lines: readonly string[]): Program {
  const source = lines.join("\n");
  return {
    name: offset === 0 ? file : `${file}:${offset + 1}`,
    source,
    origins: lines.map((_, index) => ({ file, line: offset + index + 1 })),
    isTest: /from "vitest"/.test(source),
  };
}

const joined = (before: Program, own: Program): Program => ({
  name: own.name,
  source: `${before.source}\n${own.source}`,
  origins: [...before.origins, ...own.origins],
  isTest: before.isTest || own.isTest,
});

/** A message, its places in the program's file told as those in the document. */
export function located(program: Program, message: string, file: string): string {
  const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return message.replace(
    new RegExp(`(?:file://)?[^\\s("']*${escaped}[:(](\\d+)[:,]\\d+\\)?`, "g"),
    (_, line) => {
      const origin = program.origins[Number(line) - 1];
      return origin ? `${origin.file}:${origin.line}` : program.name;
    },
  );
}
