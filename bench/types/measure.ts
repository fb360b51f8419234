/** What type-checking costs a user: `node bench/types/measure.ts`, or `measureTypes()`. The packages must be built. */
import { type CheckOptions, type Cost, check } from "./check.ts";
import { madeUpCalls, madeUpPackage } from "./made-up.ts";
import { calls, empty, oneCall, oneCallByPath, oneCallSelected, providers } from "./sources.ts";

export interface Row {
  readonly name: string;
  /** Beyond those of an empty file. */
  readonly instantiations: number;
  /** Beyond an empty file, both the fastest of several runs; the compiler's own count, to 10 ms. */
  readonly ms: number;
  /** Read beside the standard library. */
  readonly declarationBytes: number;
  readonly declarationFiles: number;
}

/** How often each is checked: times wander, the rest does not. */
const rounds = 4;

/** The instantiations of a file, beyond those of an empty one. */
export async function instantiations(source: string, options?: CheckOptions): Promise<number> {
  const [floor, cost] = [await check(empty, options), await check(source, options)];
  return cost.instantiations - floor.instantiations;
}

async function row(name: string, source: string, options?: CheckOptions): Promise<Row> {
  const floors: Cost[] = [];
  const costs: Cost[] = [];
  for (let i = 0; i < rounds; i++) {
    floors.push(await check(empty, options));
    costs.push(await check(source, options));
  }
  const [floor, cost] = [fastest(floors), fastest(costs)];
  const { declarationBytes, declarationFiles } = cost;
  const instantiations = cost.instantiations - floor.instantiations;
  return { name, instantiations, ms: cost.ms - floor.ms, declarationBytes, declarationFiles };
}

/** Whatever disturbs a run makes it longer, so the shortest is nearest to the truth. */
const fastest = (costs: readonly Cost[]): Cost =>
  costs.reduce((one, other) => (other.ms < one.ms ? other : one));

/** Each in turn, as the machine has few cores. `tsc`: another compiler than the repository's. */
export async function measureTypes(tsc?: string): Promise<Row[]> {
  const own = tsc === undefined ? {} : { tsc };
  const strict = { ...own, skipLibCheck: false };
  const ten = { ...own, packages: await madeUpPackage(10) };
  const hundred = { ...own, packages: await madeUpPackage(100) };
  return [
    await row("one call", oneCall, own),
    await row("one call, skipLibCheck off", oneCall, strict),
    await row("one call of a selected operation", oneCallSelected, own),
    await row("one call by path", oneCallByPath, own),
    await row("fifty calls of one package", calls(["tencent-batch"], 50), own),
    await row("five calls of five packages", calls(providers, 5), own),
    await row("fifty calls of five packages", calls(providers, 50), own),
    await row("the same, and fifty by path", calls(providers, 50, true), own),
    await row("made up, one call of 10 operations", madeUpCalls(1), ten),
    await row("made up, one call of 100 operations", madeUpCalls(1), hundred),
    await row("the same, skipLibCheck off", madeUpCalls(1), { ...hundred, skipLibCheck: false }),
    await row("made up, fifty calls of 100 operations", madeUpCalls(50), hundred),
    await row("the same, and fifty by path", madeUpCalls(50, true), hundred),
  ];
}

if (import.meta.main) {
  const rows = await measureTypes(process.argv[2]);
  const lines = rows.map(({ name, instantiations, ms, declarationBytes, declarationFiles }) =>
    [
      name.padEnd(40),
      `${instantiations} instantiations`.padStart(22),
      `${Math.round(ms)} ms`.padStart(9),
      `${(declarationBytes / 1000).toFixed(1)} KB in ${declarationFiles} files`.padStart(24),
    ].join(""),
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}
