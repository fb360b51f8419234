/** How long the specs take: made-up ones of some sizes, and all of ours. */
import { join } from "node:path";
import { root } from "../../scripts/release/packages.ts";
import { median, type Row } from "../row.ts";
import type { Setting } from "../setting.ts";
import { writeSpec } from "./spec.ts";

const generate = join(import.meta.dirname, "generate.ts");
const turbo = [join(root, "scripts/turbo.ts"), "generate"];

export async function measureGeneration(setting: Setting): Promise<Row[]> {
  const { quick, scratch, say } = setting;
  const rounds = quick ? 1 : 3;
  const rows: Row[] = [];
  const add = async (name: string, args: readonly string[]) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await seconds(setting, args));
    rows.push({ group: "generation", name, values: { s: median(times) } });
    say(`generation: ${name}`);
  };
  for (const operations of quick ? [10] : [10, 100, 1_000]) {
    const spec = await writeSpec(join(scratch, `spec-${operations}`), operations);
    await add(`${operations} operations`, [generate, spec, join(scratch, `generated-${operations}`)]);
  }
  await add(cold, [...turbo, "--force"]);
  await add(unchanged, turbo);
  return rows;
}

/** Names of the rows that have targets. */
export const cold = "all specs of this repository, cold";
export const unchanged = "all specs of this repository, nothing changed";

async function seconds({ commands }: Setting, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await commands.run(process.execPath, args, { cwd: root });
  return (performance.now() - start) / 1000;
}
