/** What each call costs a process that makes many: one at a time, and 64 at a time. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { median, type Row, ratio } from "../row.ts";
import { apiName, type Protocol } from "../server/calls.ts";
import { startServer } from "../server/start.ts";
import type { Setting } from "../setting.ts";
import { fetchFloor, httpFloor, protocols, type Subject, subjects } from "../subjects.ts";
import { subjectArguments } from "./arguments.ts";

/** What a runner tells, per call in µs, and its memory in MB. */
interface Told {
  cpu: number;
  wall: number;
  rss: number;
}

const widths = [1, 64];

export async function measureCalls(setting: Setting): Promise<Row[]> {
  const rows: Row[] = [];
  // API by API, since each subject has a process that waits while the others of its API have their turn.
  for (const protocol of protocols) rows.push(...(await measureApi(setting, protocol)));
  return rows;
}

async function measureApi(setting: Setting, protocol: Protocol): Promise<Row[]> {
  const own = subjects.filter((subject) => subject.protocol === protocol);
  const server = await startServer(
    setting,
    own.map(() => protocol),
  );
  const runners: { subject: Subject; child: ChildProcess; told: Told[][]; calls: number }[] = [];
  for (const [i, subject] of own.entries()) {
    const url = server.urls[i] as string;
    const args = [join(import.meta.dirname, "runner.js"), ...subjectArguments(subject, url)];
    const child = setting.commands.start(setting.node, args, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    await answer(child);
    await server.demandVerified(url);
    runners.push({ subject, child, told: widths.map(() => []), calls: 0 });
  }

  const rounds = setting.quick ? 3 : 9;
  const calls = setting.quick ? 500 : 1_500;
  for (let round = 0; round <= rounds; round++) {
    // Every other round backwards, so that none is always the one after the same other.
    for (const runner of round % 2 ? runners.toReversed() : runners) {
      for (const [i, width] of widths.entries()) {
        runner.child.send({ calls, width });
        const told = (await answer(runner.child)) as Told;
        runner.calls += calls;
        if (round > 0) runner.told[i]?.push(told); // the first one warms up
      }
    }
  }
  setting.say(`calls: ${apiName[protocol]}`);
  for (const { child } of runners) await setting.commands.end(child);
  await server.stop();

  const cpu = (name: string, i: number) =>
    runners.find(({ subject }) => subject.name === name)?.told[i]?.map((told) => told.cpu) ?? [];
  return runners.map(({ subject: { name }, told, calls: made }) => {
    const values: Record<string, number> = {};
    for (const [i, width] of widths.entries()) {
      values[`CPU µs, ${width} wide`] = median(cpu(name, i));
      values[`wall µs, ${width} wide`] = median((told[i] ?? []).map(({ wall }) => wall));
      values[`CPU × fetch floor, ${width} wide`] = ratio(cpu(name, i), cpu(fetchFloor, i));
      values[`CPU × node:http floor, ${width} wide`] = ratio(cpu(name, i), cpu(httpFloor, i));
    }
    values[`MB after ${made} calls`] = told.at(-1)?.at(-1)?.rss ?? Number.NaN;
    return { group: apiName[protocol], name, values };
  });
}

/** The next message of a process. Throws if it ends instead. */
async function answer(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const exit = once(child, "exit", { signal: ended.signal }).then(([code]) => {
    throw new Error(`a process has ended with ${code} before it answered`);
  });
  exit.catch(() => {}); // aborted, once there is an answer
  try {
    const [message] = await Promise.race([once(child, "message", { signal: ended.signal }), exit]);
    return message;
  } finally {
    ended.abort();
  }
}
