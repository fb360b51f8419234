import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { AbortError, type Auth, CachedToken, createClient, TimeoutError, tokenAuth } from "../src/index.ts";
import { type AcmeClient, envelope, operations, service } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

/** Half a window: less lies between two requests only if nothing spreads them. */
const spread = 100;

/** A client whose `getJob` may be called so often in 200 ms, and when it sent each request. */
async function start({
  auth,
  requests = 2,
  ...options
}: {
  throttle?: boolean;
  auth?: Auth;
  requests?: number;
}) {
  const server = await startServer((response) => json(response, {}));
  const starts: { id: string; time: number }[] = [];
  const getJob = { ...operations.getJob, rateLimit: { requests, seconds: 0.2 } };
  const client = createClient<AcmeClient>({
    service,
    operations: { ...operations, getJob },
    options: {
      baseUrl: server.url,
      fetch: (url, init) => {
        starts.push({ id: new URL(String(url)).pathname.slice("/jobs/".length), time: performance.now() });
        return fetch(url, init);
      },
      ...options,
    },
    ownOptions: [],
    envelope,
    auth: () => auth,
  });
  const call = (id: number, own = {}) => client.getJob({ job_id: String(id) }, own);
  const ids = () => starts.map(({ id }) => id);
  /** Between each request and the one that has to wait for it, in ms. */
  const windows = () => starts.slice(requests).map(({ time }, i) => time - (starts[i]?.time ?? 0));
  return { call, ids, windows };
}

/** What has passed after so many ms. Timers fire in their order, however busy the machine is. */
function after(ms: number) {
  const state = { passed: false };
  setTimeout(() => {
    state.passed = true;
  }, ms);
  return state;
}

test("keeps an operation under its documented rate, first come first served", async () => {
  const { call, ids, windows } = await start({ throttle: true });
  await Promise.all([1, 2, 3, 4, 5, 6].map((id) => call(id)));
  expect(ids()).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(windows()).toHaveLength(4);
  expect(Math.min(...windows())).toBeGreaterThan(spread);
});

test("keeps the rate after a token that took long to fetch", async () => {
  const token = new CachedToken(async () => {
    await sleep(300);
    return { value: "token" };
  });
  const auth = tokenAuth(token, [], () => {});
  const { call, windows } = await start({ throttle: true, auth });
  await Promise.all([1, 2, 3, 4, 5, 6].map((id) => call(id)));
  expect(windows()).toHaveLength(4);
  expect(Math.min(...windows())).toBeGreaterThan(spread);
});

test("does nothing unless asked", async () => {
  const { call, ids } = await start({});
  const window = after(150);
  const calls = [1, 2, 3, 4].map((id) => call(id));
  while (ids().length < 4 && !window.passed) await sleep(1);
  expect(ids()).toHaveLength(4);
  await Promise.all(calls);
});

test("who gives up while waiting takes no turn, and holds nobody up", async () => {
  const { call, ids } = await start({ throttle: true });
  const controller = new AbortController();
  const almostOne = after(150);
  const almostTwo = after(390);
  const calls = [call(1), call(2)];
  const aborted = rejection(call(3, { signal: controller.signal }));
  const late = rejection(call(4, { timeout: 50 }));
  const last = call(5);
  setTimeout(() => controller.abort(), 20);
  expect(await aborted).toBeInstanceOf(AbortError);
  expect(almostOne.passed).toBe(false);
  expect(await late).toBeInstanceOf(TimeoutError);
  while (ids().length < 3 && !almostTwo.passed) await sleep(1);
  expect(ids()).toEqual(["1", "2", "5"]); // after one window, not two
  await Promise.all([...calls, last]);
  expect(ids()).toEqual(["1", "2", "5"]);
});

test("who gives up in the middle of the queue lets nobody pass", async () => {
  const { call, ids, windows } = await start({ throttle: true, requests: 1 });
  const controller = new AbortController();
  const calls = [call(1), call(2)];
  const aborted = rejection(call(3, { signal: controller.signal }));
  calls.push(call(4));
  setTimeout(() => controller.abort(), 20);
  await aborted;
  await Promise.all(calls);
  expect(ids()).toEqual(["1", "2", "4"]);
  expect(Math.min(...windows())).toBeGreaterThan(spread);
});
