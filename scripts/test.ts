/** Runs lint, type checks and all tests, and ends with the line `N passed, N failed`. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runTurbo } from "./turbo.ts";

const root = join(import.meta.dirname, "..");
const runs = join(root, ".turbo/runs");

await rm(runs, { recursive: true, force: true });
const tasks = ["lint", "lint:root", "types", "test", "test:root"];
// Two at a time: tests keep time, and more would take it from each other.
const code = await runTurbo(
  "--continue",
  "--concurrency=2",
  "--output-logs=new-only",
  "--summarize",
  ...tasks,
);

const { passed, failed, files } = await countTests();
const failedTasks = await listFailedTasks();
const broken = failedTasks.filter((task) => !files.has(task)).length;
if (failedTasks.length > 0) process.stdout.write(`\nfailed: ${failedTasks.join(", ")}\n`);
// A run that failed without saying where is a failure all the same.
const failures = Math.max(failed + broken, code === 0 ? 0 : 1);
process.stdout.write(`\n${passed} passed, ${failures} failed\n`);
process.exitCode = failures > 0 || passed === 0 ? 1 : 0;

/** Adds up what vitest wrote; a task whose file holds failures is told apart from one that broke elsewhere. */
async function countTests() {
  const packages = await readdir(join(root, "packages"));
  const places = [
    { task: "//#test:root", file: join(root, "test-results.json") },
    ...packages.map((name) => ({
      task: `@jobwire/${name}#test`,
      file: join(root, "packages", name, "test-results.json"),
    })),
  ];
  const sum = { passed: 0, failed: 0, files: new Set<string>() };
  for (const { task, file } of places) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const { numPassedTests, numFailedTests } = JSON.parse(text) as Record<string, number>;
    sum.passed += numPassedTests ?? 0;
    sum.failed += numFailedTests ?? 0;
    if (numFailedTests) sum.files.add(task);
  }
  return sum;
}

async function listFailedTasks(): Promise<string[]> {
  const [summary] = await readdir(runs).catch(() => []);
  if (summary === undefined) return [];
  const { tasks } = JSON.parse(await readFile(join(runs, summary), "utf8")) as {
    tasks: { taskId: string; execution?: { exitCode: number | null } }[];
  };
  return tasks
    .filter(({ execution }) => execution?.exitCode !== 0 && execution !== undefined)
    .map((task) => task.taskId);
}
