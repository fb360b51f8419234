/** Runs lint, type checks and all tests, and ends with the line `N passed, N failed`. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runTurbo } from "./turbo.ts";

const root = join(import.meta.dirname, "..");
const runs = join(root, ".turbo/runs");
const packages = await readdir(join(root, "packages"));

/** What vitest writes, by the task that writes it. Turbo restores it where nothing has changed. */
const reports = new Map([
  ["//#test:root", join(root, "test-results.json")],
  ...packages.map(
    (name) => [`@jobwire/${name}#test`, join(root, "packages", name, "test-results.json")] as const,
  ),
]);

for (const path of [runs, ...reports.values()]) await rm(path, { recursive: true, force: true });
const tasks = ["lint", "lint:root", "types", "test", "test:root"];
// Two at a time: tests keep time, and more would take it from each other.
const flags = [
  "--continue=dependencies-successful",
  "--concurrency=2",
  "--output-logs=new-only",
  "--summarize",
];
const code = await runTurbo([...tasks, ...flags]);

let passed = 0;
let failed = 0;
const red = new Set<string>();
for (const [task, report] of reports) {
  const text = await readFile(report, "utf8").catch(() => undefined); // none: the task did not come to run
  if (text === undefined) continue;
  const { numPassedTests, numFailedTests } = JSON.parse(text) as Record<string, number>;
  passed += numPassedTests ?? 0;
  failed += numFailedTests ?? 0;
  if (numFailedTests) red.add(task);
}

const broken = await failedTasks();
if (broken.length > 0) process.stdout.write(`\nfailed: ${broken.join(", ")}\n`);
// A task that failed without a failing test (lint, types, a build) counts as one, and so does a run that ended badly.
const failures = failed + broken.filter((task) => !red.has(task)).length;
const total = Math.max(failures, code === 0 ? 0 : 1);
process.stdout.write(`\n${passed} passed, ${total} failed\n`);
process.exitCode = total > 0 || passed === 0 ? 1 : 0;

async function failedTasks(): Promise<string[]> {
  const [summary] = await readdir(runs).catch(() => []);
  if (summary === undefined) return [];
  const { tasks } = JSON.parse(await readFile(join(runs, summary), "utf8")) as {
    tasks: { taskId: string; execution?: { exitCode: number | null } }[];
  };
  return tasks.filter(({ execution }) => execution && execution.exitCode !== 0).map(({ taskId }) => taskId);
}
