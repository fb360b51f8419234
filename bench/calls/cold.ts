/** What the first call costs a process, from its start to its end, beside a process that does nothing. */
import { join } from "node:path";
import { median, type Row } from "../row.ts";
import { apiName } from "../server/calls.ts";
import { startServer } from "../server/start.ts";
import type { Setting } from "../setting.ts";
import { fetchFloor, httpFloor, type Subject, subjects } from "../subjects.ts";
import { subjectArguments } from "./arguments.ts";

/** A process from its start to its end. */
interface Life {
  ms: number;
  cpu: number;
  mb: number;
}

interface Sample {
  imported: Life[];
  called: Life[];
}

export async function measureCold(setting: Setting): Promise<Row[]> {
  const server = await startServer(
    setting,
    subjects.map(({ protocol }) => protocol),
  );
  const empty: Life[] = [];
  const samples = new Map<Subject, Sample>(
    subjects.map((subject) => [subject, { imported: [], called: [] }]),
  );
  const rounds = setting.quick ? 3 : 15;
  for (let round = 0; round <= rounds; round++) {
    for (const [i, [subject, sample]] of [...samples].entries()) {
      const url = server.urls[i] as string;
      const nothing = await live(setting, []);
      const imported = await live(setting, subjectArguments(subject));
      const called = await live(setting, subjectArguments(subject, url));
      await server.demandVerified(url);
      if (round === 0) continue; // files are read from the disk
      empty.push(nothing);
      sample.imported.push(imported);
      sample.called.push(called);
    }
    if (round > 0) setting.say(`cold: round ${round} of ${rounds}`);
  }
  await server.stop();

  /** Medians are subtracted, and not differences taken first: those of two processes are mostly noise. */
  const over = (lives: readonly Life[], what: keyof Life) =>
    median(lives.map((life) => life[what])) - median(empty.map((life) => life[what]));
  return [...samples].map(([{ protocol, name }, { imported, called }]) => {
    const floor = (wanted: string) =>
      [...samples].find(([subject]) => subject.protocol === protocol && subject.name === wanted)?.[1]
        .called ?? [];
    return {
      group: apiName[protocol],
      name,
      values: {
        "import ms": over(imported, "ms"),
        "import CPU ms": over(imported, "cpu"),
        "first call ms": over(called, "ms"),
        "first call CPU ms": over(called, "cpu"),
        "first call MB": over(called, "mb"),
        "first call × fetch floor": over(called, "ms") / over(floor(fetchFloor), "ms"),
        "first call × node:http floor": over(called, "ms") / over(floor(httpFloor), "ms"),
        "first call CPU × node:http floor": over(called, "cpu") / over(floor(httpFloor), "cpu"),
      },
    };
  });
}

async function live({ commands, node }: Setting, args: readonly string[]): Promise<Life> {
  const start = performance.now();
  const told = await commands.run(node, [join(import.meta.dirname, "once.js"), ...args]);
  return { ms: performance.now() - start, ...(JSON.parse(told) as { cpu: number; mb: number }) };
}
