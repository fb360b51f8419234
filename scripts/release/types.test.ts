/**
 * A consumer of each packed package, under the oldest and the newest supported compiler; with `COMPILERS=all` under
 * every one, in every combination. And what publint and attw say of the tarballs.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTool } from "./load-tool.ts";
import { packAll, type Tarball } from "./pack.ts";
import { root } from "./packages.ts";
import supported from "./supported.json" with { type: "json" };

/** As much of attw as is used here. */
interface Attw {
  createPackageFromTarballData(data: Uint8Array): object;
  checkPackage(found: object): Promise<{ problems: { kind: string; resolutionKind?: string }[] }>;
}

/** As much of publint as is used here. */
interface Publint {
  publint(options: object): Promise<{ messages: { code: string; path: string[] }[] }>;
}

/** The packages that run in browsers and workers too. */
const isClient = (folder: string) => folder !== "mock";

/** What types the standard library of a consumer has at the least. With any later `lib` there are only more. */
const environments = [
  { environment: "a browser's types", lib: ["ES2015", "DOM"], types: [], concerns: isClient },
  { environment: "Node's types, without DOM", lib: ["ES2015"], types: ["node"], concerns: () => true },
];

/** Each with the environment at the same place above, where not all are combined. */
const resolutions = [
  { moduleResolution: "bundler", module: "esnext" },
  { moduleResolution: "node16", module: "node16" },
];

const { typescript } = supported;
const all = process.env.COMPILERS === "all";
const compilers = all ? typescript : [typescript[0], typescript.at(-1)];

/** The first run installs the compilers. */
const patience = 240_000;
const tools = join(import.meta.dirname, "types/node_modules");
const consumers = join(import.meta.dirname, "types/consumers");

let project: string;
let tarballs: Tarball[];
let publint: Publint["publint"];
let attw: Attw;

beforeAll(async () => {
  ({ publint } = (await loadTool("types", "publint")) as Publint);
  // Not by its name: under vitest's condition `development`, that would be its sources.
  attw = (await loadTool("types", join(tools, "@arethetypeswrong/core/dist/index.js"))) as Attw;
  project = await mkdtemp(join(tmpdir(), "jobwire-types-"));
  tarballs = await packAll(project);
  for (const tarball of tarballs) await install(tarball);
  await link(tools, "@types/node");
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  for (const name of await readdir(consumers)) await copyFile(join(consumers, name), join(project, name));
}, patience);

afterAll(() => rm(project, { recursive: true, force: true }));

const programs = compilers.flatMap((compiler) =>
  resolutions.flatMap((resolution, i) =>
    (all ? environments : environments.slice(i, i + 1)).map((environment) => ({
      compiler,
      ...resolution,
      ...environment,
    })),
  ),
);

test.each(programs)(
  "TypeScript $compiler, moduleResolution $moduleResolution, $environment",
  { timeout: patience },
  async ({ compiler, module, moduleResolution, lib, types, concerns }) => {
    const folders = tarballs.map(({ package: { folder } }) => folder).filter(concerns);
    const compilerOptions = {
      ...{ module, moduleResolution, lib, types, target: "es2022", noEmit: true },
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
    };
    const files = folders.map((folder) => `${folder}.ts`);
    expect(await complaints(compiler, { compilerOptions, files })).toBe("");
  },
);

test.each(compilers)("TypeScript %s finds a wrong argument", { timeout: patience }, async (compiler) => {
  const wrong = `import { createTencentBatchClient } from "@jobwire/tencent-batch";
createTencentBatchClient({ secretId: "a", secretKey: "b" }).deleteJob({ JobId: 5 });\n`;
  await writeFile(join(project, "wrong.ts"), wrong);
  const compilerOptions = {
    ...{ module: "node16", moduleResolution: "node16", lib: ["ES2015"], types: ["node"], target: "es2022" },
    ...{ strict: true, noEmit: true },
  };
  expect(await complaints(compiler, { compilerOptions, files: ["wrong.ts"] })).toContain(
    "error TS2322: Type 'number' is not assignable to type 'string'",
  );
});

test("the newest TypeScript lets CommonJS require them", { timeout: patience }, async () => {
  const folders = tarballs.map(({ package: { folder } }) => folder);
  const lines = tarballs.map(({ package: { name } }, i) => `import p${i} = require("${name}");`);
  const uses = folders.map((_, i) => `p${i}`).join(", ");
  await writeFile(join(project, "all.cts"), `${lines.join("\n")}\nexport const all = [${uses}];\n`);
  const compilerOptions = {
    ...{ module: "nodenext", lib: ["ES2015"], types: ["node"], target: "es2022", noEmit: true },
    ...{ strict: true, skipLibCheck: false },
  };
  expect(await complaints(typescript.at(-1), { compilerOptions, files: ["all.cts"] })).toBe("");
});

describe("linters of packages", { timeout: patience }, () => {
  test("publint finds nothing, not even a suggestion", async () => {
    for (const { package: published, path } of tarballs) {
      const tarball = new Uint8Array(await readFile(path)).buffer;
      const { messages } = await publint({ strict: true, level: "suggestion", pack: { tarball } });
      expect(messages, published.name).toEqual([]);
    }
  });

  test("attw finds nothing, by its profile esm-only", async () => {
    for (const { package: published, path } of tarballs) {
      const data = attw.createPackageFromTarballData(new Uint8Array(await readFile(path)));
      const { problems } = await attw.checkPackage(data);
      const ignored = ["node10", "node16-cjs"];
      const found = problems.filter(({ resolutionKind = "" }) => !ignored.includes(resolutionKind));
      expect(found, published.name).toEqual([]);
    }
  });
});

/** What the compiler says; nothing: it is content. */
async function complaints(compiler: string | undefined, config: object): Promise<string> {
  const path = join(project, "tsconfig.json");
  await writeFile(path, JSON.stringify(config));
  const tsc = join(tools, `typescript-${compiler}/bin/tsc`);
  const run = promisify(execFile)(process.execPath, [tsc, "-p", path], { cwd: project });
  return run.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr, message }: { stdout: string; stderr: string; message: string }) =>
      stdout || stderr || message,
  );
}

/** Unpacks a tarball where npm would, with a link to what it says that it depends on, and to nothing else. */
async function install({ package: { name, dependencies }, path }: Tarball): Promise<void> {
  const folder = join(project, "node_modules", name);
  await mkdir(folder, { recursive: true });
  await promisify(execFile)("tar", ["-xzf", path, "-C", folder, "--strip-components=1"]);
  const foreign = Object.keys(dependencies ?? {}).filter((dependency) => !dependency.startsWith("@jobwire/"));
  for (const dependency of foreign) await link(join(root, "node_modules"), dependency);
}

async function link(modules: string, name: string): Promise<void> {
  const path = join(project, "node_modules", name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(modules, name), path);
}
