import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { CachedToken, TimeoutError, tokenAuth } from "../src/index.ts";
import { createAcmeClient, logIn } from "./fixture.ts";
import { json, startServer } from "./server.ts";

test("1,000 calls at once share one token fetch, and keep their own deadlines", async () => {
  const server = await startServer((response, { url }) => {
    if (url === "/login") setTimeout(() => json(response, { token: "t0ken" }), 20);
    else if (url !== "/jobs/slow") json(response, { id: 1 });
  });
  const client = createAcmeClient({
    baseUrl: server.url,
    auth: (call) =>
      tokenAuth(
        new CachedToken(async (signal) => ({ value: await logIn(call, signal) })),
        [],
        ({ headers }, token) => {
          headers.authorization = token;
        },
      ),
  });
  const { signal } = new AbortController();
  const before = timers();
  const calls = Array.from({ length: 1_000 }, async (_, i) => {
    if (i % 10) return (await client.getJob({ job_id: String(i) }, { signal })).id;
    const error = await client.getJob({ job_id: "slow" }, { timeout: 1_500 + i, signal }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof TimeoutError && error.message.includes(`${1_500 + i} ms`);
  });
  await vi.waitFor(
    () => expect(server.requests.filter(({ url }) => url === "/jobs/slow")).toHaveLength(100),
    10_000,
  );
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  const results = await Promise.all(calls);
  expect(results.filter((result) => result === "1")).toHaveLength(900);
  expect(results.filter((result) => result === true)).toHaveLength(100);
  expect(server.requests.filter(({ url }) => url === "/login")).toHaveLength(1);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  for (let i = 0; i < 100 && timers() > before; i++) await sleep(20);
  expect(timers()).toBeLessThanOrEqual(before);
}, 30_000);

test("a client of 100,000 calls does not grow", async () => {
  const client = createAcmeClient({
    fetch: async () => new Response('{"id":1}', { headers: { "Content-Type": "application/json" } }),
    auth: {
      secrets: ["the-api-key"],
      apply: ({ headers }) => {
        headers["x-api-key"] = "the-api-key";
      },
    },
    throttle: true,
    logger: () => {},
  });
  const call = async (count: number) => {
    for (let i = 0; i < count; i++) await client.getJob({ job_id: String(i) });
  };
  await call(10_000);
  const before = heapUsed();
  await call(90_000);
  expect(heapUsed() - before).toBeLessThan(2_000_000);
}, 120_000);

/** How many timers hold the process. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Bytes in use once all garbage is gone. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
