import { glob } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProviders } from "../src/reference/index.ts";
import { compile } from "./samples/compile.ts";
import { documentPrograms, located, type Program, samplePrograms } from "./samples/program.ts";
import { type Run, run, runTests } from "./samples/run.ts";
import { createWorkspace, type Workspace } from "./samples/workspace.ts";

const root = join(import.meta.dirname, "../../..");
const documents = ["README.md", "packages/*/README.md", "packages/docs/guides/*.md"];
const found: string[] = [];
for await (const file of glob(documents, { cwd: root })) found.push(file);
const programs: Program[] = [
  ...samplePrograms(await loadProviders()),
  ...(await Promise.all(found.sort().map(documentPrograms))).flat(),
];

let workspace: Workspace;
let findings: Map<string, string[]>;
let runs: Map<string, Run>;
let tests: Map<string, string>;

beforeAll(async () => {
  workspace = await createWorkspace(programs);
  findings = compile(workspace);
  const plain = workspace.files.filter((file) => !file.endsWith(".test.ts"));
  runs = new Map((await run(workspace, plain)).map((each) => [each.file, each]));
  tests = await runTests(workspace);
}, 300_000);
afterAll(() => workspace?.[Symbol.asyncDispose]());

test("there are samples of every operation, and blocks in READMEs and guides", () => {
  const names = programs.map(({ name }) => name);
  for (const part of [
    ", TypeScript",
    ", Mock",
    "README.md:",
    "packages/core/README.md:",
    "packages/docs/guides/",
  ]) {
    expect(
      names.filter((name) => name.includes(part)),
      part,
    ).not.toEqual([]);
  }
});

describe.each(programs.map((program, index) => ({ ...program, index })))("$name", (program) => {
  const file = () => workspace.files[program.index] as string;
  const told = (message: string) => located(program, message, file());

  test("compiles, as strict as can be", () => {
    const found = findings.get(file());
    if (found) expect.fail(found.map(told).join("\n"));
  });

  test("runs against the mock", () => {
    const error = program.isTest ? tests.get(file()) : runs.get(file())?.error;
    if (error) expect.fail(told(error));
  });
});

describe("what is logged is what the comment of the sample says", () => {
  const commented = programs.flatMap(({ name, source }, index) => {
    const comment =
      name.endsWith(", TypeScript") && /^console\.log\(.*\);\n((?:\/\/.*\n)+)/m.exec(source)?.[1];
    return comment ? [{ name, index, comment: comment.replace(/^\/\/ ?/gm, "").replace(/…\n$/, "") }] : [];
  });

  test("there are such comments", () => {
    expect(commented.length).toBeGreaterThan(3);
  });

  test.each(commented)("$name", ({ index, comment }) => {
    expect(form(runs.get(workspace.files[index] as string)?.output ?? "")).toContain(form(comment));
  });
});

/** What is logged without the ids, tokens and dates in it: the mock makes new ones each time. */
function form(logged: string): string {
  return logged
    .replace(/'[^']*'(\.\.\. \d+ more characters)?/g, "'…'")
    .replace(/\s+/g, " ")
    .trim();
}
