/** Each package beside its budget in `budgets.json`: what it brings, what one call bundles, what its types cost. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { median } from "../../bench/row.ts";
import { publishedPackages } from "../release/packages.ts";
import budgets from "./budgets.json" with { type: "json" };
import { measurePackages, type Numbers, programs } from "./measure.ts";

/** The first run installs the bundler; and the compiler runs often. */
const patience = 240_000;

const published = await publishedPackages();
const packages: Record<string, Numbers> = budgets.packages;

let folder: string;
let measured: Record<string, Numbers>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jobwire-budgets-"));
  measured = await measurePackages(folder);
}, patience);

afterAll(() => rm(folder, { recursive: true }));

test("every package has a budget, and every budget a package", () => {
  expect(Object.keys(packages).sort()).toEqual(published.map(({ name }) => name).sort());
});

test.each(published)("$name is within its budget", ({ name }) => {
  const numbers = measured[name] ?? {};
  expect(Object.keys(packages[name] ?? {})).toEqual(Object.keys(numbers));
  const over = Object.entries(numbers)
    .map(([what, value]) => ({ what, value, budget: packages[name]?.[what] ?? 0 }))
    .filter(({ value, budget }) => !(value <= budget))
    .map(({ what, value, budget }) => `${name}: ${what}: ${value}, budget ${budget}`);
  if (over.length === 0) return;
  const advice = "See what has come with npm run bench -- --only sizes,types, and take it out again.";
  const last = "If it is worth it, run node scripts/budgets/update.ts, and say in the commit why.";
  expect.fail(`${over.join("\n")}\n${advice}\n${last}`);
});

describe("import", { timeout: patience }, () => {
  test.each(Object.entries(programs))("@jobwire/%s is measured, and only warns", async (name, program) => {
    const empty = join(folder, "empty.js");
    await writeFile(empty, "");
    const ms: { nothing: number[]; program: number[] } = { nothing: [], program: [] };
    for (let round = 0; round < 7; round++) {
      ms.nothing.push(await load(empty));
      ms.program.push(await load(join(folder, program)));
    }
    const over = Math.round(median(ms.program) - median(ms.nothing));
    if (over > budgets.importMs)
      process.stderr.write(`warning: @jobwire/${name}: import: ${over} ms, budget ${budgets.importMs}\n`);
  });
});

/** How long a process lives that imports a module, in ms. */
async function load(path: string): Promise<number> {
  const start = performance.now();
  const source = `await import(${JSON.stringify(pathToFileURL(path).href)})`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", source]);
  return performance.now() - start;
}
