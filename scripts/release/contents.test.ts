/** What is in each tarball, and what its package.json promises. */
import { execFile } from "node:child_process";
import { cp, glob, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { compiledFiles } from "./check-built.ts";
import { packAll, type Tarball } from "./pack.ts";
import { root } from "./packages.ts";
import supported from "./supported.json" with { type: "json" };

const scratch = await mkdtemp(join(tmpdir(), "jobwire-contents-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

const run = promisify(execFile);
const tarballs = await packAll(scratch);
const specs = new Set(await providers());

/** What a published package.json holds, as far as it is looked at here. */
interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  keywords: string[];
  repository: { type: string; url: string; directory: string };
  type: string;
  engines: { node: string };
  sideEffects: boolean;
  exports: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
  publishConfig: Record<string, string>;
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
}

/** Run by npm when a package is installed, from a registry or from git. */
const installScripts = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];

test("sizes", () => {
  const rows = tarballs.map(({ package: { name }, files, size, unpackedSize }) => [
    name,
    `${files.length}`,
    `${(size / 1024).toFixed(1)} KiB`,
    `${(unpackedSize / 1024).toFixed(1)} KiB`,
  ]);
  const table = [["tarball", "files", "packed", "unpacked"], ...rows].map(
    ([name = "", ...numbers]) => name.padEnd(24) + numbers.map((number) => number.padStart(12)).join(""),
  );
  process.stdout.write(`\n${table.join("\n")}\n\n`);
  // A client is a few files; ten times that would be something that does not belong there.
  for (const { package: published, size } of tarballs) {
    const most = published.folder === "mock" ? 400 : 150; // the mock holds every spec
    expect(size, published.name).toBeLessThan(most * 1024);
  }
});

describe.each(tarballs)("$package.name", (tarball) => {
  const { folder } = tarball.package;

  test("holds what is compiled from its sources, its papers and its specs, and nothing else", async () => {
    const compiled = await compiledFiles(join(root, "packages", folder));
    const papers = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    const spec = specs.has(folder) ? ["openapi.json"] : [];
    const bundles = folder === "mock" ? ["index", ...specs].map((name) => `bundles/${name}.json`) : [];
    expect(compiled).toContain("dist/index.js");
    expect(tarball.files).toEqual([...compiled, ...papers, ...spec, ...bundles].sort());
  });

  test("has a package.json that says how to use it", async () => {
    const manifest = await manifestOf(tarball);
    expect(manifest).toMatchObject({
      license: "MIT",
      type: "module",
      sideEffects: false,
      engines: { node: `>=${supported.node[0]}` },
      publishConfig: { access: "public" },
      repository: {
        type: "git",
        url: "git+https://github.com/jobwire/jobwire.git",
        directory: `packages/${folder}`,
      },
    });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.description.length).toBeGreaterThan(20);
    expect(manifest.keywords).toContain("jobwire");
    expect(manifest.keywords.length).toBeGreaterThan(4);
    // An internal peer dependency would make every minor change of it a major one of ours.
    for (const field of ["peerDependencies", "optionalDependencies", "bundleDependencies"])
      expect(manifest, field).not.toHaveProperty(field);
  });

  test("exports files that it has, types first, and its spec", async () => {
    const { exports, bin = {} } = await manifestOf(tarball);
    const { "./openapi.json": spec, ...modules } = exports;
    expect(spec).toBe(specs.has(folder) ? "./openapi.json" : undefined);
    expect(modules).toHaveProperty(["."]);
    for (const target of Object.values(modules)) expect(Object.keys(target)).toEqual(["types", "default"]);
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target),
    );
    for (const target of targets) expect(tarball.files).toContain(target.replace(/^\.\//, ""));
    for (const command of Object.values(bin)) {
      const text = await readFile(join(await unpacked(tarball), command), "utf8");
      expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });

  test("runs nothing when it is installed, and cannot be packed before it is built", async () => {
    const { scripts } = await manifestOf(tarball);
    expect(Object.keys(scripts).filter((name) => installScripts.includes(name))).toEqual([]);
    expect(scripts.prepack).toBe("node ../../scripts/release/check-built.ts");
  });

  test("imports only what it depends on, and depends on nothing else", async () => {
    const { name: own, dependencies = {} } = await manifestOf(tarball);
    const imported = new Set<string>();
    const needNode = new Set<string>();
    for (const path of tarball.files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
      const text = await readFile(join(await unpacked(tarball), path), "utf8");
      for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
        imported.add(fileName);
        if (isBuiltin(fileName)) needNode.add(dirname(path));
      }
    }
    const bare = [...imported].filter((from) => !isBuiltin(from) && !/^[.#]/.test(from));
    const names = bare.map((from) => from.split("/", from.startsWith("@") ? 2 : 1).join("/"));
    expect([...new Set(names)].filter((name) => name !== own).sort()).toEqual(
      Object.keys(dependencies).sort(),
    );
    // Clients run wherever `fetch` does; what only Node loads stands apart.
    if (folder !== "mock") expect([...needNode]).toEqual(folder === "core" ? ["dist/node"] : []);
  });

  test("has the licence of the repository, and names no path of the machine that built it", async () => {
    const folder = await unpacked(tarball);
    expect(await readFile(join(folder, "LICENSE"), "utf8")).toBe(
      await readFile(join(root, "LICENSE"), "utf8"),
    );
    for (const path of tarball.files)
      expect(await readFile(join(folder, path), "utf8"), path).not.toContain(root);
  });
});

test("packages name each other by their exact versions", async () => {
  const manifests = await Promise.all(tarballs.map(manifestOf));
  const versions = new Map(manifests.map(({ name, version }) => [name, version]));
  for (const { name, dependencies = {} } of manifests) {
    for (const [dependency, version] of Object.entries(dependencies))
      if (dependency.startsWith("@jobwire/"))
        expect([name, version]).toEqual([name, versions.get(dependency)]);
  }
});

describe("a clone that is not built", { timeout: 120_000 }, () => {
  test.each([
    ["no dist", "dist", "dist/"],
    ["a part of dist", "dist/index.d.ts", "dist/index.d.ts is missing"],
    ["no spec", "openapi.json", "openapi.json is missing"],
  ])("with %s cannot be packed", async (_, gone, reason) => {
    const folder = await clone();
    await rm(join(folder, gone), { recursive: true });
    await expect(pack(folder)).rejects.toThrow(reason);
    await expect(pack(folder)).rejects.toThrow("Run npm run build.");
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/\.tgz$/));
  });

  test("with the rest of an older build cannot be packed", async () => {
    const folder = await clone();
    await writeFile(join(folder, "dist/removed.js"), "");
    await expect(pack(folder)).rejects.toThrow("dist/removed.js has no source");
  });

  test("can be packed once it is built", async () => {
    expect((await pack(await clone())).stdout).toContain("jobwire-cielo24-");
  });

  /** A package, built, with what packing it needs. */
  async function clone(): Promise<string> {
    const copy = await mkdtemp(join(tmpdir(), "jobwire-clone-"));
    onTestFinished(() => rm(copy, { recursive: true }));
    for (const part of ["packages/cielo24", "scripts/declarations.ts", "scripts/release/check-built.ts"]) {
      const filter = (path: string) => !path.includes("node_modules", root.length);
      await cp(join(root, part), join(copy, part), { recursive: true, filter });
    }
    return join(copy, "packages/cielo24");
  }

  function pack(cwd: string) {
    const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
    const env = { ...process.env, PATH, npm_config_ignore_scripts: "false" };
    return run("npm", ["pack"], { cwd, env });
  }
});

/** The folders of the packages that have a spec. */
async function providers(): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob("specs/*/openapi.yaml", { cwd: root })) found.push(basename(dirname(path)));
  return found;
}

async function unpacked({ path }: Tarball): Promise<string> {
  const into = path.replace(/\.tgz$/, "");
  // The same tarball is looked at by several tests.
  if (await mkdir(into, { recursive: true })) await run("tar", ["-xzf", path, "-C", into]);
  return join(into, "package");
}

async function manifestOf(tarball: Tarball): Promise<Manifest> {
  return JSON.parse(await readFile(join(await unpacked(tarball), "package.json"), "utf8"));
}
