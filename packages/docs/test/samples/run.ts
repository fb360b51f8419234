import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RecordedRequest } from "@jobwire/mock";
import type { Workspace } from "./workspace.ts";

/** What became of a program. */
export interface Run {
  readonly file: string;
  /** The stack of what it threw. */
  readonly error?: string;
  /** What it logged. */
  readonly output: string;
  readonly requests: readonly RecordedRequest[];
}

/** Runs programs, one after the other, against the mocks. Each must end by itself. */
export async function run({ folder }: Workspace, files: readonly string[]): Promise<Run[]> {
  const runner = join(import.meta.dirname, "runner.ts");
  // As in a worker the clients send by `fetch`, whose place the mocks take.
  const args = ["--conditions=workerd", runner, ...files.map((file) => join(folder, file))];
  const { code, stdout, stderr } = await execute(args, folder);
  const runs = stdout
    .split("\n")
    .filter((line) => line.startsWith("run "))
    .map((line) => JSON.parse(line.slice(4)) as Run);
  if (code !== 0 || runs.length < files.length) {
    const last = files[runs.length] ?? "the end";
    throw new Error(`the run ended with ${code} at ${last}:\n${stderr}`);
  }
  return runs;
}

/** Runs files of tests; the report of vitest, by file. */
export async function runTests({ folder }: Workspace): Promise<Map<string, string>> {
  const vitest = join(import.meta.dirname, "../../../../node_modules/vitest/vitest.mjs");
  const file = join(folder, "report.json");
  const args = ["run", "--root", folder, "--reporter=json", `--outputFile=${file}`, "--testTimeout=30000"];
  const { stderr } = await execute([vitest, ...args], folder);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`vitest made no report:\n${stderr}`);
  const report = JSON.parse(text) as Report;
  if (report.testResults.length === 0) throw new Error(`vitest found no tests:\n${stderr}`);
  return new Map(
    report.testResults.map(({ name, message, assertionResults }) => {
      const failures = assertionResults.flatMap(({ failureMessages }) => failureMessages);
      return [name.slice(name.lastIndexOf("/") + 1), [message, ...failures].filter(Boolean).join("\n")];
    }),
  );
}

interface Report {
  testResults: { name: string; message: string; assertionResults: { failureMessages: string[] }[] }[];
}

function execute(
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd, env });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, ...output }));
  });
}
