import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { printTable } from "../../tour/table.ts";
import { publishedPackages, root } from "../packages.ts";
import { toolFolder } from "../tool-folder.ts";
import { calls } from "./calls.ts";
import type { Commands } from "./commands.ts";
import { copyRepository } from "./copy.ts";
import { type Cell, compared, type Row, table } from "./matrix.ts";
import { startMocks } from "./mocks.ts";
import { createProject, type Project } from "./project.ts";
import { Publishing } from "./publish.ts";
import { startRegistry } from "./registry.ts";
import { allRuntimes } from "./runtimes/all.ts";
import type { Runtime } from "./runtimes/runtime.ts";
import { versionPackages } from "./version.ts";

/** Rehearses a release in an empty folder and resolves to the exit code. Throws what makes it end before the calls. */
export async function rehearse(scratch: string, commands: Commands): Promise<number> {
  const { run } = commands;
  const copy = join(scratch, "repository");
  for (const { folder } of await publishedPackages()) {
    if (!calls[folder])
      throw new Error(`${folder} has no call: write scripts/release/rehearsal/calls/${folder}.ts`);
  }
  const registryModules = await step("install the registry", () => toolFolder("registry", run));
  const runtimeModules = await step("install the runtimes", () => toolFolder("runtimes", run));
  const runtimes = await allRuntimes(runtimeModules, scratch, commands);

  await step("copy the repository", () => copyRepository(root, copy, run));
  const packages = await step("version the packages", () => versionPackages(copy, run));
  await step("build them", () => {
    const filters = packages.map(({ name }) => `--filter=${name}`);
    return run(process.execPath, ["scripts/turbo.ts", "build", ...filters], { cwd: copy });
  });

  const registry = await startRegistry(registryModules, join(scratch, "registry"));
  try {
    const publishing = new Publishing(commands, registry, packages, copy);
    const first = await step("pack, publish, killed halfway", () => publishing.interrupted());
    say(`  there by then: ${first.join(", ")}`);
    await step("publish again: the rest", () => publishing.resumed());
    await step("publish once more: nothing", () => publishing.repeated());

    const projects: Project[] = [];
    await step("install each from the registry", async () => {
      for (const pkg of packages) {
        const folder = join(scratch, "projects", pkg.folder);
        projects.push(await createProject(pkg, { folder, registry, run }));
      }
    });
    await mkdir(join(scratch, "deno"));

    const rows: Row[] = [];
    await step("make the calls", async () => {
      for (const runtime of runtimes) rows.push(await callAll(runtime, projects, commands));
    });
    return show(
      packages.map(({ folder, version }) => `${folder} ${version}`),
      compared(rows),
    );
  } finally {
    registry.close();
  }
}

/** Makes all calls in one runtime, to mocks that nobody else has called. */
async function callAll(runtime: Runtime, projects: readonly Project[], commands: Commands): Promise<Row> {
  const home = projects.find((project) => project.package.folder === "mock");
  if (!home) throw new Error("the mock is not among the packages");
  const mocks = await startMocks(home.folder, commands);
  const cells: Cell[] = [];
  for (const project of projects) {
    const { mock = "", serves = false } = calls[project.package.folder] ?? {};
    if (serves && !runtime.serves) {
      cells.push(undefined);
      continue;
    }
    const { url, credentials } = mocks.running.get(mock) ?? { url: "", credentials: {} };
    try {
      cells.push({ answer: await runtime.call(project, { url, credentials }) });
    } catch (error) {
      cells.push({ failure: error instanceof Error ? error.message : String(error) });
    }
  }
  await mocks.stop();
  return { runtime: runtime.name, cells };
}

function show(titles: readonly string[], rows: readonly Row[]): number {
  const { lines, failures } = table(rows);
  say("\nWhat each call answered (–: it needs to listen at a port, which is not possible there):\n");
  printTable(["", ...titles], lines);
  if (failures.length === 0) return 0;
  say("");
  for (const [i, failure] of failures.entries()) say(`(${i + 1}) ${failure}`);
  return 1;
}

async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  try {
    const result = await work();
    say(`${what.padEnd(32)} ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`);
    return result;
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
