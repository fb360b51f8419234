/** The packages as users get them: packed, installed into an empty project, type-checked and run there. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { specs } from "./spec.ts";

const root = join(import.meta.dirname, "../../..");
const patience = 180_000;

describe("the packed packages, in a project of their own", () => {
  let project: string;

  async function run(command: string, args: readonly string[], cwd = project): Promise<string> {
    const env = { ...process.env, SCARF_ANALYTICS: "false" };
    try {
      return (await promisify(execFile)(command, args, { cwd, env, timeout: patience })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(" ")}:\n${stdout}${stderr}`, { cause: error });
    }
  }

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "jobwire-packed-"));
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    const folders = [...specs.keys(), "core", "mock"].map((name) => `./packages/${name}`);
    await run("npm", ["pack", "--silent", "--pack-destination", project, ...folders], root);
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
    "run under plain Node",
    async () => {
      const script =
        'import { results } from "./consumer.js"; process.stdout.write(JSON.stringify(results));';
      const output = await run(process.execPath, ["--input-type=module", "--eval", script]);
      expect(JSON.parse(output)).toEqual({
        bigchange: "undefined",
        cielo24: "cc8095fbfecf4647b2e10b622d81c19b",
        "codearts-build": "b4d3971c3988463b865f6f920846149e",
        "huawei-dli": true,
        "tencent-batch": "0ffc9347-a47a-43a6-a64a-aa77fda7ea13",
      });
    },
    patience,
  );
});
