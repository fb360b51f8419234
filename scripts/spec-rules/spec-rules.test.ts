/**
 * Every lint rule of ours (a file in rules/, or a `rule/…` in redocly.yaml) has a folder in test/ with a
 * good*.yaml, in which it finds nothing, and bad*.yaml, in each of which it finds exactly what the file's
 * first lines expect.
 */

import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { expect, test } from "vitest";

interface Problem {
  ruleId: string;
  severity: string;
  message: string;
  location: { source: { ref: string }; pointer: string }[];
}

const root = resolve(import.meta.dirname, "../..");
const config = readFileSync(resolve(root, "redocly.yaml"), "utf8");

const rules = [
  ...globSync("rules/*.ts", { cwd: import.meta.dirname }).map((file) => `jobwire/${basename(file, ".ts")}`),
  ...[...config.matchAll(/^ {2}(rule\/[\w-]+):/gm)].map(([, name]) => name as string),
];
const fixtures = globSync("test/*/{good,bad}*.yaml", { cwd: import.meta.dirname }).map((file) =>
  resolve(import.meta.dirname, file),
);
const problems = await lint(fixtures);

test.each(rules)("%s", (rule) => {
  const folder = resolve(import.meta.dirname, "test", basename(rule));
  const own = fixtures.filter((file) => dirname(file) === folder);
  expect(own.map((file) => basename(file))).toEqual(expect.arrayContaining(["good.yaml", "bad.yaml"]));
  for (const file of own) {
    const found = problems.get(file)?.filter(({ ruleId }) => ruleId === rule);
    expect(
      found?.map((problem) => shown(problem, file)),
      file,
    ).toEqual(expectedIn(file));
    expect(found?.every(({ severity }) => severity === "error")).toBe(true);
  }
});

test("every folder of fixtures belongs to a rule", () => {
  const folders = new Set(fixtures.map((file) => basename(dirname(file))));
  expect([...folders].sort()).toEqual(rules.map((rule) => basename(rule)).sort());
});

/**
 * Redocly prints one JSON document for each file, in the order given; none for a file that it cannot read.
 */
async function lint(files: string[]): Promise<Map<string, Problem[]>> {
  const { stdout, stderr } = await redocly("lint", ...files, "--format=json", "--max-problems=1000");
  const unread = files.find((file) => !stderr.includes(`${relative(root, file)}: validated`));
  expect(unread, "Redocly stops at a file that it cannot read").toBeUndefined();
  const reports = stdout.split(/(?<=^\})/m);
  return new Map(files.map((file, index) => [file, JSON.parse(reports[index] as string).problems]));
}

function redocly(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const command = resolve(root, "node_modules/@redocly/cli/bin/cli.js");
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const options = { cwd: root, env, maxBuffer: 2 ** 26 };
  return new Promise((done) => {
    // It exits with 1 whenever it finds something, so the exit code says nothing here.
    execFile(process.execPath, [command, ...args], options, (_error, stdout, stderr) =>
      done({ stdout, stderr }),
    );
  });
}

function shown({ message, location: [place] }: Problem, file: string): string {
  const source = relative(dirname(file), resolve(root, place?.source.ref ?? ""));
  return `message: ${message}\nlocation: ${source === basename(file) ? "" : source}${place?.pointer}`;
}

function expectedIn(file: string): string[] {
  const [, message, location] = /^# (message: .+)\n# (location: .+)\n/.exec(readFileSync(file, "utf8")) ?? [];
  return basename(file).startsWith("good") ? [] : [`${message}\n${location}`];
}
