/** The mock beside `prism mock` on the same spec, both asked the same: `npm run bench -w @jobwire/mock`, once built. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { type Running, servers, start } from "./server.ts";

const rounds = 5;
const wide = 64;

if (!existsSync(join(import.meta.dirname, "node_modules/@stoplight/prism-cli"))) {
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  execFileSync("npm", ["ci", ...quiet], { cwd: import.meta.dirname, stdio: "inherit" });
}

interface Measured {
  readonly firstAnswer: number[];
  readonly alone: number[];
  readonly wide: number[];
  /** After so many requests, in MB. */
  readonly rss: Map<number, number>;
}

const measured = new Map<string, Measured>();
for (const name of Object.keys(servers)) {
  measured.set(name, { firstAnswer: [], alone: [], wide: [], rss: new Map() });
}

say(`Node ${process.version}, ${cpus().length} CPUs, load average before ${averages()}`);
for (let round = 1; round <= rounds; round++) {
  // In turn, since other work on the machine would else fall on one of them.
  await each(async (server, { firstAnswer, alone, wide: together }) => {
    firstAnswer.push(server.firstAnswer);
    await server.load(2_000, wide); // warms it up
    alone.push(await server.load(2_000, 1));
    together.push(await server.load(10_000, wide));
  });
  say(`speed: round ${round} of ${rounds}`);
}
await each(async (server, { rss }) => {
  let sent = 0;
  for (const requests of [1_000, 10_000, 90_000, 100_000]) {
    await server.load(requests - sent, wide);
    sent = requests;
    rss.set(requests, await server.rss());
  }
});
say(`load average after ${averages()}`);

const rows = [...measured].map(([server, { firstAnswer, alone, wide: together, rss }]) => {
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN, last = Number.NaN] = rss.values();
  return {
    server,
    "first answer ms": round(median(firstAnswer)),
    "requests/s, 1 wide": round(median(alone)),
    [`requests/s, ${wide} wide`]: round(median(together)),
    "MB after 1,000": round(first),
    "10,000": round(second),
    "90,000": round(third),
    "100,000": round(last),
    "growth from 10,000 on": round(last - second),
  };
});
// biome-ignore lint/suspicious/noConsole: the table is what this is for
console.table(rows);

async function each(measure: (server: Running, into: Measured) => Promise<void>): Promise<void> {
  for (const [name, into] of measured) {
    const server = await start(servers[name] ?? []);
    try {
      await measure(server, into);
    } finally {
      await server.stop();
    }
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value);
}

function averages(): string {
  return loadavg()
    .map((average) => average.toFixed(1))
    .join(" ");
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
