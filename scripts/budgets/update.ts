/** Sets every budget to what is measured now and 2 % more: `node scripts/budgets/update.ts`. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measurePackages } from "./measure.ts";

const path = join(import.meta.dirname, "budgets.json");
const folder = await mkdtemp(join(tmpdir(), "jobwire-budgets-"));
try {
  const { importMs } = JSON.parse(await readFile(path, "utf8")) as { importMs: number };
  const measured = Object.entries(await measurePackages(folder)).map(([name, numbers]) => {
    const more = Object.entries(numbers).map(([what, value]) => [
      what,
      what === "packages" ? value : Math.ceil(value * 1.02),
    ]);
    return [name, Object.fromEntries(more)];
  });
  const budgets = { importMs, packages: Object.fromEntries(measured) };
  await writeFile(path, `${JSON.stringify(budgets, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true });
}
