import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Runs a script in a process of its own, as `npm start` does once the packages are built. */
function run(script: string): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { cwd: root });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return { child, output: () => output };
}

/** Times differ from run to run, and with them the width of their column. */
const timeless = (text: string) =>
  text
    .replace(/\d+ ms/g, "N ms")
    .replace(/ +/g, " ")
    .replace(/─+/g, "─");

test("the tour ends well, and prints what the README shows", async () => {
  const { child, output } = run('import { tour } from "./scripts/tour/tour.ts"; await tour();');
  const [code] = await once(child, "close");
  expect(code, output()).toBe(0);
  const readme = await readFile(join(root, "README.md"), "utf8");
  const shown = readme.match(/`npm start` ends like this:\n\n```\n([\s\S]*?)```/)?.[1] ?? "";
  expect(timeless(output()).trim()).toBe(timeless(shown).trim());
});

test("--serve keeps five mocks up until a signal, and then ends at once", async () => {
  const { child, output } = run('import { serve } from "./scripts/serve.ts"; process.exit(await serve());');
  const addresses = () => new Set(output().match(/(?<=listens at )http:\/\/127\.0\.0\.1:\d+/g));
  await expect.poll(() => addresses().size, { timeout: 15_000 }).toBe(5);
  for (const address of addresses()) expect((await fetch(`${address}/nowhere`)).status).toBe(404);
  const start = performance.now();
  child.kill("SIGTERM");
  const [code] = await once(child, "close");
  expect(code, output()).toBe(0);
  expect(performance.now() - start).toBeLessThan(5_000);
});
