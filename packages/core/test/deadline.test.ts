import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  AbortError,
  CachedToken,
  type CallOptions,
  ServerError,
  TimeoutError,
  tokenAuth,
} from "../src/index.ts";
import { type AcmeClient, createAcmeClient, logIn } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, reset, type Script, stall, startServer, trickle } from "./server.ts";

const due = 120;
const allowed = 50;

/** How late a call settles, in ms; never early. Measured anew when a busy machine may be to blame. */
async function lateness(measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10 && least >= allowed; i++) {
    const late = (await measure()) - due;
    expect(late).toBeGreaterThanOrEqual(-5);
    least = Math.min(least, late);
  }
  return least;
}

/** How long a call takes that the deadline or the signal ends, in ms. */
async function timeOf(client: AcmeClient, end: "timeout" | "signal"): Promise<number> {
  const controller = new AbortController();
  const started = performance.now();
  const timer = end === "signal" ? setTimeout(() => controller.abort("enough"), due) : undefined;
  const options = end === "timeout" ? { timeout: due } : { signal: controller.signal };
  const error = await rejection(client.getJob({ job_id: "1" }, options));
  const taken = performance.now() - started;
  clearTimeout(timer);
  expect(error).toBeInstanceOf(end === "timeout" ? TimeoutError : AbortError);
  if (end === "signal") expect(error.cause).toBe("enough");
  return taken;
}

const silent: Script = () => {};
const phases: Record<string, Script> = {
  "accepted, but no answer": silent,
  "headers, then nothing": stall,
  "a body that trickles": trickle,
};

describe.each(["timeout", "signal"] as const)("the %s settles a call within 50 ms", (end) => {
  test.each(Object.entries(phases))("%s", async (_, script) => {
    const server = await startServer(script);
    const client = createAcmeClient({ baseUrl: server.url, retries: 99 });
    expect(await lateness(() => timeOf(client, end))).toBeLessThan(allowed);
    await vi.waitFor(() => expect(server.connections()).toBe(0), 10_000);
  });

  test("while the connection is not accepted", async () => {
    const url = await startDeafServer();
    expect(await lateness(() => timeOf(createAcmeClient({ baseUrl: url }), end))).toBeLessThan(allowed);
  });

  test("while a token is fetched", async () => {
    const server = await startServer(silent);
    const client = createAcmeClient({
      baseUrl: server.url,
      auth: (call) =>
        tokenAuth(new CachedToken(async (signal) => ({ value: await logIn(call, signal) })), [], () => {}),
    });
    expect(await lateness(() => timeOf(client, end))).toBeLessThan(allowed);
    expect(server.requests.every(({ url }) => url === "/login")).toBe(true);
    await vi.waitFor(() => expect(server.connections()).toBe(0), 10_000);
  });

  test("while an authentication hangs that ignores its signal", async () => {
    const server = await startServer(silent);
    const auth = { secrets: [], apply: () => new Promise<void>(() => {}) };
    const client = createAcmeClient({ baseUrl: server.url, auth });
    expect(await lateness(() => timeOf(client, end))).toBeLessThan(allowed);
    expect(server.requests).toHaveLength(0);
  });

  test("when the given fetch ignores its signal", async () => {
    const client = createAcmeClient({ fetch: () => new Promise<Response>(() => {}) });
    expect(await lateness(() => timeOf(client, end))).toBeLessThan(allowed);
  });

  test("when the given fetch gives a body that ignores the signal", async () => {
    const body = () => new ReadableStream({ pull: () => new Promise<void>(() => {}) });
    const client = createAcmeClient({ fetch: async () => new Response(body()) });
    expect(await lateness(() => timeOf(client, end))).toBeLessThan(allowed);
  });
});

test.each([{ "Retry-After": "5" }, {}])(
  "the signal ends the pause between attempts, headers %j",
  async (headers) => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    onTestFinished(() => void vi.restoreAllMocks());
    const server = await startServer((response) => json(response, {}, 500, headers));
    const client = createAcmeClient({ baseUrl: server.url });
    expect(await lateness(() => timeOf(client, "signal"))).toBeLessThan(allowed);
  },
);

test.each([{ "Retry-After": "5" }, {}])(
  "a pause that the timeout leaves no time for is not begun: the failure is told at once, headers %j",
  async (headers) => {
    vi.spyOn(Math, "random").mockReturnValue(10); // a pause of 5 s
    onTestFinished(() => void vi.restoreAllMocks());
    const server = await startServer((response) => json(response, {}, 500, headers));
    const started = performance.now();
    const error = await rejection(
      createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }, { timeout: 4_000 }),
    );
    expect(error).toBeInstanceOf(ServerError);
    expect(performance.now() - started).toBeLessThan(3_000);
  },
);

/** Listens, but accepts nothing: its queue of connections is full. */
async function startDeafServer(): Promise<string> {
  const code = `
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:fs").writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [port] = await once(child.stdout, "data");
  for (let i = 0; i < 4; i++) {
    const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
    onTestFinished(() => void socket.destroy());
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  return `http://127.0.0.1:${port}`;
}

test.each([silent, stall, trickle])("the socket is closed when a call ends early", async (script) => {
  const server = await startServer(script);
  const controller = new AbortController();
  const { signal } = controller;
  const error = rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }, { signal }));
  await vi.waitFor(() => expect(server.requests).toHaveLength(1), 10_000);
  expect(server.connections()).toBe(1);
  controller.abort();
  await error;
  await vi.waitFor(() => expect(server.connections()).toBe(0), 10_000);
});

test("the message says the limit, and after how many attempts", async () => {
  const server = await startServer((response, _, count) =>
    count === 1 ? json(response, {}, 503, { "Retry-After": "0" }) : undefined,
  );
  const client = createAcmeClient({ baseUrl: server.url, timeout: 1_000 });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(error.message).toBe("acme getJob: no answer within 1000 ms (2 attempts)");
  expect(error.attempts).toBe(2);
});

test("one limit spans all attempts", async () => {
  const server = await startServer((response) =>
    setTimeout(() => json(response, {}, 503, { "Retry-After": "0" }), 300),
  );
  const client = createAcmeClient({ baseUrl: server.url, timeout: 1_000, retries: 99 });
  const started = performance.now();
  expect(await rejection(client.getJob({ job_id: "1" }))).toBeInstanceOf(TimeoutError);
  expect(performance.now() - started).toBeLessThan(3_000);
  expect(server.requests.length).toBeGreaterThan(1);
});

test("a wall clock that is set back or forth does not move the limit", async () => {
  const server = await startServer((response, _, count) => {
    vi.spyOn(Date, "now").mockReturnValue(new Date("2030-01-01").getTime());
    json(response, {}, count === 1 ? 503 : 200, { "Retry-After": "0" });
  });
  onTestFinished(() => void vi.restoreAllMocks());
  await createAcmeClient({ baseUrl: server.url, timeout: 5000 }).getJob({ job_id: "1" });
  expect(server.requests).toHaveLength(2);
});

describe("a signal that is aborted already", () => {
  test.each(["by name", "by path"])("sends nothing, %s", async (way) => {
    const server = await startServer((response) => json(response, {}));
    const client = createAcmeClient({ baseUrl: server.url });
    const reason = new Error("not wanted any more");
    const signal = AbortSignal.abort(reason);
    const call =
      way === "by name"
        ? client.getJob({ job_id: "1" }, { signal })
        : client.raw.GET("/jobs/{job_id}", { params: { path: { job_id: "1" } }, signal });
    const error = await rejection(call);
    expect(error).toBeInstanceOf(AbortError);
    expect(error.cause).toBe(reason);
    expect(error.attempts).toBe(0);
    expect(server.requests).toHaveLength(0);
  });

  test("fetches no token and calls no fetch", async () => {
    const fetchToken = vi.fn(async () => ({ value: "token" }));
    const fetch = vi.fn(async () => new Response("{}"));
    const client = createAcmeClient({ fetch, auth: tokenAuth(new CachedToken(fetchToken), [], () => {}) });
    await rejection(client.getJob({ job_id: "1" }, { signal: AbortSignal.abort() }));
    expect(fetchToken).not.toHaveBeenCalled();
    expect(fetch).not.toHaveBeenCalled();
  });

  test("is not worth a token to a CachedToken either", async () => {
    const fetchToken = vi.fn(async () => ({ value: "token" }));
    await expect(new CachedToken(fetchToken).get(AbortSignal.abort(new Error("late")))).rejects.toThrow(
      "late",
    );
    expect(fetchToken).not.toHaveBeenCalled();
  });
});

describe("nothing stays behind", () => {
  test.each<[string, Script, object]>([
    ["an answer", (response) => json(response, {}), {}],
    ["an error", (response) => json(response, {}, 404), {}],
    ["a retry", (response, _, n) => json(response, {}, n % 2 ? 503 : 200, { "Retry-After": "0" }), {}],
    ["a timeout", silent, { timeout: 30 }],
  ])("no listener at the caller's signal after %s", async (_, script, options) => {
    const server = await startServer(script);
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const client = createAcmeClient({ baseUrl: server.url });
    await client.getJob({ job_id: "1" }, { ...options, signal }).catch(() => {});
    expect(add).toHaveBeenCalledOnce();
    for (const [type, listener] of add.mock.calls)
      expect(remove.mock.calls.some((call) => call[0] === type && call[1] === listener)).toBe(true);
  });

  test("no timer and no listener of a thousand calls that end in every way", async () => {
    const { signal } = new AbortController();
    const aborted = new AbortController();
    const listeners = () => [signal, aborted.signal].map((each) => getEventListeners(each, "abort").length);
    const server = await startServer((response, { url }, count) => {
      if (url === "/jobs/answer") json(response, {});
      if (url === "/jobs/missing") json(response, {}, 404);
      if (url === "/jobs/reset") reset(response);
      if (url === "/jobs/busy") json(response, {}, count % 2 ? 503 : 200, { "Retry-After": "0" });
    });
    const client = createAcmeClient({ baseUrl: server.url });
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    await client.getJob({ job_id: "answer" });
    const before = timers();
    const callAll = (job_id: string, options: CallOptions) =>
      Array.from({ length: 125 }, (_, i) =>
        client.getJob({ job_id }, { ...(i % 2 && { signal }), ...options }).then(
          () => "answer",
          (error) => error.name,
        ),
      );
    const ends = Promise.all([
      ...["answer", "missing", "reset", "busy"].flatMap((id) => callAll(id, { timeout: 60_000 })),
      ...callAll("answer", { signal: AbortSignal.abort() }),
      ...callAll("silent", { timeout: 300 }),
      ...callAll("silent", { timeout: 301 }),
      ...callAll("silent", { signal: aborted.signal }),
    ]);
    expect(listeners()[1]).toBe(1);
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(500), 15_000);
    aborted.abort();
    const names = await ends;
    const count = (name: string) => names.filter((each) => each === name).length;
    expect(count("NotFoundError")).toBe(125);
    expect(count("AbortError")).toBe(250);
    expect(count("TimeoutError")).toBe(250);
    expect(count("ConnectionError")).toBe(125);
    expect(count("answer")).toBeGreaterThanOrEqual(125);
    expect(listeners()).toEqual([0, 0]);
    for (let i = 0; i < 100 && timers() > before; i++) await sleep(20);
    expect(timers()).toBeLessThanOrEqual(before);
  }, 60_000);

  test.each(["answer", "timeout", "abort", "retry"])("the process exits by itself after %s", async (way) => {
    const server = createServer((_, response) => {
      if (way === "answer") json(response, {});
      if (way === "retry") json(response, {}, 503, { "Retry-After": "100" });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    onTestFinished(() => server.closeAllConnections());
    const source = new URL("../src/index.ts", import.meta.url).href;
    const code = `
      import { createClient } from ${JSON.stringify(source)};
      const operation = { method: "GET", path: "/", retry: "safe" };
      const client = createClient({
        service: { provider: "acme", servers: [], codes: {} },
        operations: { get: operation },
        options: { baseUrl: process.argv[1], timeout: 600_000 },
        ownOptions: [],
        envelope: { failure: () => undefined },
        auth: () => undefined,
      });
      const controller = new AbortController();
      if (${way === "abort"} || ${way === "retry"}) setTimeout(() => controller.abort(), 100);
      const options = { signal: controller.signal, ...(${way === "timeout"} && { timeout: 100 }) };
      const outcome = await client.get({}, options).then(() => "answer", (error) => error.name);
      process.stdout.write(outcome);`;
    const { port } = server.address() as AddressInfo;
    const args = ["--input-type=module", "-e", code, `http://127.0.0.1:${port}`];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    let done = Number.NaN;
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      done = performance.now();
    });
    const [status] = await once(child, "exit");
    expect(printed).toBe(
      { answer: "answer", timeout: "TimeoutError", abort: "AbortError", retry: "AbortError" }[way],
    );
    expect(status).toBe(0);
    // A forgotten timer would hold the process for minutes.
    expect(performance.now() - done).toBeLessThan(8_000);
  });
});

test("a signal that many calls share has one listener, and aborts them all", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  const server = await startServer((response, { url }) => {
    if (url !== "/jobs/slow") json(response, { id: 1 });
  });
  const client = createAcmeClient({ baseUrl: server.url });
  const controller = new AbortController();
  const { signal } = controller;
  const slow = Array.from({ length: 50 }, () => rejection(client.getJob({ job_id: "slow" }, { signal })));
  const quick = Array.from({ length: 50 }, () => client.getJob({ job_id: "1" }, { signal }));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await Promise.all(quick);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  controller.abort();
  for (const error of await Promise.all(slow)) expect(error).toBeInstanceOf(AbortError);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  expect(warnings).toEqual([]);
});

test("Infinity sets no limit, and a limit beyond what timers can hold does not end at once", async () => {
  const server = await startServer((response) => setTimeout(() => json(response, { id: 1 }), 30));
  for (const timeout of [Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_VALUE]) {
    const client = createAcmeClient({ baseUrl: server.url, timeout });
    expect(await client.getJob({ job_id: "1" })).toEqual({ id: "1" });
  }
});
