/** The mock beside `prism mock` on the same spec, both asked the same. */
import { median, type Row } from "../row.ts";
import type { Setting } from "../setting.ts";
import { type Running, servers, start } from "./server.ts";

const wide = 64;

interface Measured {
  readonly firstAnswer: number[];
  readonly alone: number[];
  readonly wide: number[];
  /** In MB, after fewer and after more requests. */
  readonly rss: number[];
}

export async function measureMock(setting: Setting): Promise<Row[]> {
  const measured = new Map<string, Measured>(
    Object.keys(servers).map((name) => [name, { firstAnswer: [], alone: [], wide: [], rss: [] }]),
  );
  const rounds = setting.quick ? 1 : 5;
  for (let round = 1; round <= rounds; round++) {
    // In turn, since other work on the machine would else fall on one of them.
    await each(async (server, { firstAnswer, alone, wide: together }) => {
      firstAnswer.push(server.firstAnswer);
      await server.load(2_000, wide); // warms it up
      alone.push(await server.load(2_000, 1));
      together.push(await server.load(10_000, wide));
    });
    setting.say(`mock: round ${round} of ${rounds}`);
  }
  const [few, many] = setting.quick ? [1_000, 5_000] : [10_000, 100_000];
  await each(async (server, { rss }) => {
    await server.load(few, wide);
    rss.push(await server.rss());
    await server.load(many - few, wide);
    rss.push(await server.rss());
  });
  return [...measured].map(([name, { firstAnswer, alone, wide: together, rss }]) => ({
    ...{ group: "mock", name },
    values: {
      "first answer ms": median(firstAnswer),
      "requests/s, 1 wide": median(alone),
      [`requests/s, ${wide} wide`]: median(together),
      [`MB after ${few} requests`]: rss[0] ?? Number.NaN,
      [`MB after ${many} requests`]: rss[1] ?? Number.NaN,
    },
  }));

  async function each(measure: (server: Running, into: Measured) => Promise<void>): Promise<void> {
    for (const [name, into] of measured) {
      const server = await start(setting, servers[name] ?? []);
      try {
        await measure(server, into);
      } finally {
        await server.stop();
      }
    }
  }
}
