/** `npm run bench`: measures, prints tables, and writes `results.json` and the tables in `README.md`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolEnvironment } from "../scripts/environment.ts";
import { Commands } from "../scripts/release/rehearsal/commands.ts";
import { measureCold } from "./calls/cold.ts";
import { measureCalls } from "./calls/warm.ts";
import { measureGeneration } from "./generation/generation.ts";
import { describeMachine, load } from "./machine.ts";
import { measureMock } from "./mock/mock.ts";
import { type Options, type PartName, parseOptions, usage } from "./options.ts";
import { prepare } from "./prepare.ts";
import { report, writeReport } from "./report.ts";
import { readResults, writeResults } from "./results.ts";
import type { Row } from "./row.ts";
import type { Setting } from "./setting.ts";
import { measureSizes } from "./sizes.ts";
import { measureTypeCheck } from "./type-check.ts";

const measure: Record<PartName, (setting: Setting) => Promise<Row[]>> = {
  sizes: measureSizes,
  cold: measureCold,
  calls: measureCalls,
  types: measureTypeCheck,
  mock: measureMock,
  generation: measureGeneration,
};

const here = import.meta.dirname;
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Loopback is asked directly. Tencent's SDK minds only `http_proxy`, and no exception to it. */
const environment = Object.entries(toolEnvironment).filter(([name]) => name !== "http_proxy");
const NO_PROXY = [process.env.NO_PROXY ?? process.env.no_proxy, "127.0.0.1"].filter(Boolean).join(",");
const commands = new Commands({ ...Object.fromEntries(environment), NO_PROXY, no_proxy: NO_PROXY });

async function bench({ parts, quick, node }: Options, scratch: string): Promise<void> {
  say("packing our packages, and installing the others");
  const tarballs = await prepare(commands, scratch);
  const version = (await commands.run(node, ["--version"])).trim();
  // Numbers to keep are those of full rounds, on the Node that everyone who runs this has.
  const keep = !quick && node === process.execPath;
  const file = keep ? join(here, "results.json") : join(here, "dist/results.json");
  const results = await readResults(file, describeMachine(version));
  for (const name of parts) {
    const before = load();
    say(`${name}, load ${before}`);
    const rows = await measure[name]({ commands, node, quick, scratch, tarballs, say });
    results.parts[name] = { date: new Date().toISOString().slice(0, 10), load: [before, load()], rows };
    await writeResults(file, results); // part by part: what was measured is kept if a later one fails
  }
  const text = report(await readResults(file, results.machine));
  process.stdout.write(`${text}\n`);
  if (keep) await writeReport(join(here, "README.md"), text);
}

/** Runs until the end or a signal, and leaves no process behind. */
async function run(options: Options): Promise<number> {
  const interrupted = new Promise<number>((resolve) => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const) {
      process.on(signal, () => resolve(code));
    }
  });
  const scratch = await mkdtemp(join(tmpdir(), "jobwire-bench-"));
  try {
    return await Promise.race([interrupted, bench(options, scratch).then(() => 0)]);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await commands.endAll();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

let options: Options | undefined;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  say(`${(error as Error).message}; ${usage}`);
}
process.exit(options === undefined ? 2 : await run(options));
