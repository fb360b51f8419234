/** The packages as users get them: packed, installed into an empty project, type-checked and run there. */
import { execFile } from "node:child_process";
import { access, copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installed } from "./installed.ts";
import { specs } from "./spec.ts";

const root = join(import.meta.dirname, "../../..");
const patience = 180_000;

/** The Node that runs the tests, and where npm has them for this platform, the older ones. */
const nodes = [[`Node ${process.versions.node}, which runs the tests`, process.execPath]] as [
  string,
  string,
][];
const older = await installed("node");
for (const major of [20, 22]) {
  const path = join(older, `node${major}-${process.platform}-${process.arch}/bin/node`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) nodes.push([`Node ${major}`, path]);
}

describe("the packed packages, in a project of their own", () => {
  let project: string;

  /** Runs a command, by default in the project, with the given Node as the first on `PATH`. */
  async function run(
    command: string,
    args: readonly string[],
    { cwd = project, node = process.execPath } = {},
  ) {
    const PATH = [dirname(node), process.env.PATH].join(delimiter);
    const env = { ...process.env, PATH, SCARF_ANALYTICS: "false" };
    try {
      return (await promisify(execFile)(command, args, { cwd, env, timeout: patience })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(" ")}:\n${stdout}${stderr}`, { cause: error });
    }
  }

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "jobwire-packed-"));
    const scripts = { test: "node own-test.js" };
    await writeFile(join(project, "package.json"), JSON.stringify({ type: "module", scripts }));
    const folders = [...specs.keys(), "core", "mock"].map((name) => `./packages/${name}`);
    await run("npm", ["pack", "--silent", "--pack-destination", project, ...folders], { cwd: root });
    const tarballs = (await readdir(project))
      .filter((name) => name.endsWith(".tgz"))
      .map((name) => `./${name}`);
    expect(tarballs).toHaveLength(folders.length);
    const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    await run("npm", ["install", ...quiet, ...tarballs]);
    await copyFile(join(import.meta.dirname, "consumer.ts"), join(project, "consumer.ts"));
  }, patience);

  afterAll(() => rm(project, { recursive: true, force: true }), patience);

  test(
    "type-check, their declarations included",
    async () => {
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      const strict = ["--strict", "--skipLibCheck", "false", "--module", "nodenext", "--noEmitOnError"];
      expect(await run(process.execPath, [tsc, ...strict, "consumer.ts"])).toBe("");
    },
    patience,
  );

  test(
    "the README's test passes under vitest",
    async () => {
      await writeFile(join(project, "readme.test.ts"), await readmeBlock("In a test", "ts"));
      const vitest = join(root, "node_modules/vitest");
      await symlink(vitest, join(project, "node_modules/vitest"));
      await run(process.execPath, [
        join(vitest, "vitest.mjs"),
        "run",
        "--reporter=json",
        "--outputFile=own.json",
      ]);
      const report = JSON.parse(await readFile(join(project, "own.json"), "utf8"));
      expect(report).toMatchObject({ numPassedTests: 3, numTotalTests: 3 });
    },
    patience,
  );

  test(
    "the README's step of CI fails when the tests fail, or when a request broke the contract",
    async () => {
      const steps = await readmeBlock("In CI", "yaml");
      const [, step = ""] = [...steps.matchAll(/^- run: (.+)$/gm)].map(([, command]) => command);
      expect(step).toContain("jobwire-mock tencent-batch");
      const write = (code: string) => writeFile(join(project, "own-test.js"), code);
      await write("if (!process.env.JOBWIRE_MOCK_URL) process.exit(3);");
      expect(await run("bash", ["-c", step])).toContain("0 requests, 0 violations");
      await write("process.exit(3);");
      await expect(run("bash", ["-c", step])).rejects.toThrow();
      await write("await fetch(process.env.JOBWIRE_MOCK_URL);");
      await expect(run("bash", ["-c", step])).rejects.toThrow("1 of 1 request broke the contract");
    },
    patience,
  );

  describe.each(nodes)("%s", (_, node) => {
    test(
      "runs them",
      async () => {
        const script =
          'import { results } from "./consumer.js"; process.stdout.write(JSON.stringify(results));';
        const output = await run(node, ["--input-type=module", "--eval", script]);
        expect(JSON.parse(output)).toEqual({
          bigchange: "undefined",
          cielo24: "f02998a1ad6553cf4495df32d208ceee",
          "codearts-build": "b4d3971c3988463b865f6f920846149e",
          "huawei-dli": true,
          "tencent-batch": "355698d1-8ec9-413a-aee6-85b4e5e1f6c2",
        });
      },
      patience,
    );

    test(
      "runs the command by its name",
      async () => {
        const { version } = JSON.parse(await readFile(join(import.meta.dirname, "../package.json"), "utf8"));
        const npx = (...args: string[]) => run("npx", ["jobwire-mock", ...args], { node });
        expect(await npx("--version")).toBe(`${version}\n`);
        const child =
          "fetch(process.env.JOBWIRE_MOCK_URL).then(({ status }) => console.log(process.version, status))";
        const { stdout: nodeVersion } = await promisify(execFile)(node, ["--version"]);
        const output = await npx("cielo24", "--", "node", "--eval", child);
        expect(output).toContain(`${nodeVersion.trim()} 404`);
      },
      patience,
    );
  });
});

/** The first block of a language below a heading of the README. */
async function readmeBlock(heading: string, language: string): Promise<string> {
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  const [, section = ""] = readme.split(`\n## ${heading}\n`);
  const [, block] = section.match(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``)) ?? [];
  if (block === undefined) throw new Error(`README.md has no block of ${language} under ${heading}`);
  return block;
}
