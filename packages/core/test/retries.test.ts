import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ConnectionError,
  InvalidArgumentError,
  RateLimitError,
  type Retry,
  ServerError,
} from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { cutOff, json, reset, type Script, startServer, unusedAddress } from "./server.ts";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0)); // no backoff
afterEach(() => void vi.restoreAllMocks());

/** How often a request is sent that fails like this each time. */
async function attemptsOf(retry: Retry, script: Script, retries = 2): Promise<number> {
  const server = await startServer(script);
  const client = createAcmeClient({ baseUrl: server.url, retry, retries });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(error.attempts).toBe(server.requests.length);
  return server.requests.length;
}

const answers =
  (status: number, body: unknown = {}): Script =>
  (response) =>
    json(response, body, status);
const fails = (code: string) => answers(200, { error: { code, message: "no" } });

/** Whether a failure is worth another attempt, by what the spec says of the operation. */
const cases: [failure: string, script: Script, again: Record<Retry, boolean>][] = [
  ["a reset before the answer", reset, { safe: true, idempotent: true, never: false }],
  ["an answer that is cut off", cutOff, { safe: true, idempotent: true, never: false }],
  ["408", answers(408), { safe: true, idempotent: true, never: false }],
  ["429", answers(429), { safe: true, idempotent: true, never: true }],
  ["500", answers(500), { safe: true, idempotent: true, never: false }],
  ["502", answers(502, "<html>"), { safe: true, idempotent: true, never: false }],
  ["503", answers(503), { safe: true, idempotent: true, never: false }],
  ["504", answers(504, ""), { safe: true, idempotent: true, never: false }],
  [
    "a rate limit within HTTP 200",
    fails("LimitExceeded.PerUser"),
    { safe: true, idempotent: true, never: true },
  ],
  ["a server error within HTTP 200", fails("InternalError"), { safe: true, idempotent: true, never: false }],
  ["400", answers(400), { safe: false, idempotent: false, never: false }],
  ["401", answers(401), { safe: false, idempotent: false, never: false }],
  ["403", answers(403), { safe: false, idempotent: false, never: false }],
  ["404", answers(404), { safe: false, idempotent: false, never: false }],
  ["409", answers(409), { safe: false, idempotent: false, never: false }],
  ["422", answers(422), { safe: false, idempotent: false, never: false }],
  ["an unknown code within HTTP 200", fails("Strange"), { safe: false, idempotent: false, never: false }],
  ["200 that is no JSON", answers(200, "<html>"), { safe: false, idempotent: false, never: false }],
  ["200 without a body", answers(200, ""), { safe: false, idempotent: false, never: false }],
  ["a redirect", answers(302, ""), { safe: false, idempotent: false, never: false }],
];

describe.each(cases)("%s", (_, script, again) => {
  test.each(["safe", "idempotent", "never"] as const)("where sending again is %s", async (retry) => {
    expect(await attemptsOf(retry, script)).toBe(again[retry] ? 3 : 1);
  });
});

test.each(["safe", "idempotent", "never"] as const)(
  "a refused connection is tried again where sending again is %s",
  async (retry) => {
    const client = createAcmeClient({ baseUrl: await unusedAddress(), retry });
    const error = await rejection(client.getJob({ job_id: "1" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.attempts).toBe(3);
    expect(error.message).toContain("ECONNREFUSED");
  },
);

test("both addresses of localhost refused count as refused", async () => {
  const url = (await unusedAddress()).replace("127.0.0.1", "localhost");
  const error = await rejection(createAcmeClient({ baseUrl: url, retry: "never" }).getJob({ job_id: "1" }));
  expect(error.attempts).toBe(3);
});

test.each<[calls: number, cause: object]>([
  [1, { code: "EHOSTUNREACH", syscall: "read" }],
  [1, { code: "ENETUNREACH", syscall: "write" }],
  [1, { code: "EHOSTUNREACH" }],
  [3, { code: "ETIMEDOUT", syscall: "connect" }],
  [1, { code: "ETIMEDOUT", syscall: "read" }],
  [3, { code: "ERR_PROXY_TUNNEL" }],
  [1, { code: "ECONNRESET" }],
  [3, { code: "EHOSTUNREACH", syscall: "connect" }],
  [3, { code: "ENETUNREACH", syscall: "connect" }],
  [3, { code: "ECONNREFUSED" }],
])("what may not be sent twice is sent %i times when the connection fails like %j", async (calls, cause) => {
  const fetch = vi.fn(() => Promise.reject(new TypeError("fetch failed", { cause })));
  const error = await rejection(createAcmeClient({ fetch, retry: "never" }).getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(fetch).toHaveBeenCalledTimes(calls);
});

test("causes that form a circle or are of another realm are understood", async () => {
  const circle = Object.assign(new Error("round"), { code: "ECONNREFUSED" });
  circle.cause = circle;
  const foreign = { message: "fetch failed", cause: { message: "refused", code: "ECONNREFUSED" } };
  for (const reason of [circle, foreign]) {
    const fetch = vi.fn(() => Promise.reject(reason));
    const error = await rejection(createAcmeClient({ fetch, retry: "never" }).getJob({ job_id: "1" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/round|refused/);
    expect(fetch).toHaveBeenCalledTimes(3);
  }
});

test.each([0, 1, 4])("retries: %i means so many more attempts", async (retries) => {
  expect(await attemptsOf("safe", answers(503), retries)).toBe(retries + 1);
});

test("two retries by default, and the option of the call goes before that of the client", async () => {
  const server = await startServer(answers(503));
  await rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }));
  expect(server.requests).toHaveLength(3);
  const client = createAcmeClient({ baseUrl: server.url, retries: 5 });
  await rejection(client.getJob({ job_id: "1" }, { retries: 0 }));
  expect(server.requests).toHaveLength(4);
});

test("the first success ends it, and its answer says nothing of the failures", async () => {
  const server = await startServer((response, _, count) =>
    count < 3 ? reset(response) : json(response, { id: 7 }),
  );
  expect(await createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" })).toEqual({ id: "7" });
  expect(server.requests).toHaveLength(3);
});

test("the last failure is the one that is told", async () => {
  const server = await startServer((response, _, count) =>
    count < 3 ? reset(response) : json(response, { error: { message: "down" } }, 503),
  );
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ServerError);
  expect(error.message).toBe("acme getJob: 503: down (3 attempts)");
});

test("the same request is sent each time, body included", async () => {
  const server = await startServer((response, _, count) => json(response, {}, count < 3 ? 503 : 200));
  await createAcmeClient({ baseUrl: server.url }).renameJob({ job_id: "1", name: "ä" });
  expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual(
    Array(3).fill(["PUT", "/jobs/1/name", '{"name":"ä"}']),
  );
});

test("bytes are sent again, a stream is not", async () => {
  const server = await startServer(answers(503));
  const client = createAcmeClient({ baseUrl: server.url });
  await rejection(client.upload({ body: new TextEncoder().encode("bytes") }));
  expect(server.requests.map(({ body }) => body)).toEqual(["bytes", "bytes", "bytes"]);
  const error = await rejection(client.upload({ body: new Blob(["streamed"]).stream() }));
  expect(error).toBeInstanceOf(ServerError);
  expect(server.requests.slice(3).map(({ body }) => body)).toEqual(["streamed"]);
});

describe("Retry-After", () => {
  /** The pause between two attempts, in ms; undefined: there was no second one. */
  async function pauseOf(retryAfter: string, headers: Record<string, string> = {}) {
    const times: number[] = [];
    const server = await startServer((response, _, count) => {
      times.push(performance.now());
      json(response, {}, count === 1 ? 429 : 200, { "Retry-After": retryAfter, ...headers });
    });
    await createAcmeClient({ baseUrl: server.url, timeout: 1e9 })
      .getJob({ job_id: "1" })
      .catch((error) => expect(error).toBeInstanceOf(RateLimitError));
    const [first = 0, second] = times;
    return second === undefined ? undefined : second - first;
  }

  test("in seconds", async () => {
    expect(await pauseOf("1")).toBeGreaterThanOrEqual(990);
  });

  test("in parts of a second, as some gateways send it", async () => {
    expect(await pauseOf("0.2")).toBeGreaterThanOrEqual(190);
  });

  test("as a date, by our own clock where the answer has no date", async () => {
    const times: number[] = [];
    const fetch = async () => {
      const headers = { "Retry-After": new Date(Date.now() + 1200).toUTCString() };
      return new Response("{}", times.push(performance.now()) === 1 ? { status: 429, headers } : {});
    };
    await createAcmeClient({ fetch }).getJob({ job_id: "1" });
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(150); // dates have no parts of seconds
    expect(second - first).toBeLessThan(5_000);
  });

  test("as a date, by the clock of who sent it", async () => {
    const pause = await pauseOf("Fri, 01 Jan 2010 00:00:01 GMT", { Date: "Fri, 01 Jan 2010 00:00:00 GMT" });
    expect(pause).toBeGreaterThan(900);
  });

  test.each(["0", "-5", "soon", "", "NaN", "1e3", "0x10", "Infinity", "Fri, 01 Jan 2010 00:00:00 GMT"])(
    "%j asks for no pause, or for none that makes sense: backoff decides",
    async (value) => {
      expect(await pauseOf(value)).toBeLessThan(900);
    },
  );

  test.each(["121", "2010", "86400", "9".repeat(400), "Sat, 01 Jan 2124 00:00:00 GMT"])(
    "%s is too long to wait for: the error comes at once",
    async (value) => {
      expect(await pauseOf(value)).toBeUndefined();
    },
  );

  test("longer than the deadline leaves: the error comes at once", async () => {
    const server = await startServer((response) => json(response, {}, 503, { "Retry-After": "20" }));
    const started = performance.now();
    const client = createAcmeClient({ baseUrl: server.url, timeout: 10_000 });
    expect(await rejection(client.getJob({ job_id: "1" }))).toBeInstanceOf(ServerError);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test("what was refused before it was sent is not tried again", async () => {
  const server = await startServer(answers(200));
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "" }));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.attempts).toBe(0);
  expect(server.requests).toHaveLength(0);
});
