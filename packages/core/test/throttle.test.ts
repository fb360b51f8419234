import { expect, test } from "vitest";
import { AbortError, createClient, TimeoutError } from "../src/index.ts";
import { type AcmeClient, envelope, spec } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

/** A client whose `getJob` may be called so often in 200 ms; the server notes when each request arrived. */
async function start(options: { throttle?: boolean }, requests = 2) {
  const arrivals: { id: string; time: number }[] = [];
  const server = await startServer((response, { url }) => {
    arrivals.push({ id: url.slice("/jobs/".length), time: performance.now() });
    json(response, {});
  });
  const { operations } = spec;
  const getJob = { ...operations.getJob, rateLimit: { requests, seconds: 0.2 } };
  const client = createClient<AcmeClient>({
    spec: { ...spec, operations: { ...operations, getJob } as typeof operations },
    options: { baseUrl: server.url, ...options },
    ownOptions: [],
    envelope,
    auth: () => undefined,
  });
  const call = (id: number, own = {}) => client.getJob({ job_id: String(id) }, own);
  await client.getReport(); // so that no connection has to be made while time is measured
  arrivals.length = 0;
  return { call, arrivals };
}

test("keeps an operation under its documented rate, first come first served", async () => {
  const { call, arrivals } = await start({ throttle: true });
  await Promise.all([1, 2, 3, 4, 5, 6].map((id) => call(id)));
  expect(arrivals.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5", "6"]);
  for (let i = 2; i < arrivals.length; i++) {
    const window = (arrivals[i]?.time ?? 0) - (arrivals[i - 2]?.time ?? 0);
    expect(window).toBeGreaterThan(180); // the requests start 200 ms apart; their arrival may vary
  }
});

test("does nothing unless asked", async () => {
  const { call, arrivals } = await start({});
  await Promise.all([1, 2, 3, 4].map((id) => call(id)));
  expect((arrivals[3]?.time ?? 0) - (arrivals[0]?.time ?? 0)).toBeLessThan(150);
});

test("who gives up while waiting takes no turn, and holds nobody up", async () => {
  const { call, arrivals } = await start({ throttle: true });
  const controller = new AbortController();
  const start0 = performance.now();
  const calls = [call(1), call(2)];
  const aborted = rejection(call(3, { signal: controller.signal }));
  const late = rejection(call(4, { timeout: 50 }));
  const last = call(5);
  setTimeout(() => controller.abort(), 20);
  expect(await aborted).toBeInstanceOf(AbortError);
  expect(performance.now() - start0).toBeLessThan(120);
  expect(await late).toBeInstanceOf(TimeoutError);
  await Promise.all([...calls, last]);
  expect(arrivals.map(({ id }) => id)).toEqual(["1", "2", "5"]);
  expect(performance.now() - start0).toBeLessThan(390); // one window, not two
});

test("who gives up in the middle of the queue lets nobody pass", async () => {
  const { call, arrivals } = await start({ throttle: true }, 1);
  const controller = new AbortController();
  const calls = [call(1), call(2)];
  const aborted = rejection(call(3, { signal: controller.signal }));
  calls.push(call(4));
  setTimeout(() => controller.abort(), 20);
  await aborted;
  await Promise.all(calls);
  expect(arrivals.map(({ id }) => id)).toEqual(["1", "2", "4"]);
  expect((arrivals[2]?.time ?? 0) - (arrivals[1]?.time ?? 0)).toBeGreaterThan(180);
});
