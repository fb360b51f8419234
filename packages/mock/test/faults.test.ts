/** How a mock misbehaves when it is told to, over a socket and in process. */
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  ConnectionError,
  createHuaweiDliClient,
  RateLimitError,
  ResponseFormatError,
  ServerError,
  TimeoutError,
} from "@jobwire/huawei-dli";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Fault, type Mock, startMock } from "../src/index.ts";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock("huawei-dli");
});
afterEach(() => mock.close());

describe.each(["over a socket", "in process"])("%s", (way) => {
  const client = (options = {}) =>
    createHuaweiDliClient({
      projectId: "p",
      auth: { token: mock.credentials.token ?? "" },
      ...(way === "in process" ? { fetch: mock.fetch } : { baseUrl: mock.url }),
      retries: 0,
      ...options,
    });

  test.each([
    ["reset", ConnectionError],
    ["cut-off", ResponseFormatError],
    ["bad-gateway", ServerError],
    ["throttled", RateLimitError],
  ] as const)("%s, once", async (kind, type) => {
    mock.fail("deleteFlinkJob", kind);
    await expect(client().deleteFlinkJob({ job_id: 1 })).rejects.toBeInstanceOf(type);
    expect(await client().deleteFlinkJob({ job_id: 1 })).toMatchObject({ is_success: true });
  });

  test.each(["stall", "stall-body"] as const)("%s", async (kind) => {
    mock.fail("deleteFlinkJob", kind);
    const call = client({ timeout: 300 }).deleteFlinkJob({ job_id: 1 });
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
    expect(mock.requests.at(-1)?.status).toBe(kind === "stall" ? undefined : 200);
  });

  test("slow, but right", async () => {
    mock.respond("deleteFlinkJob", { body: { is_success: true } });
    mock.fail("deleteFlinkJob", "slow");
    const started = performance.now();
    expect(await client().deleteFlinkJob({ job_id: 1 })).toEqual({ is_success: true });
    expect(performance.now() - started).toBeGreaterThan(1_500);
  });

  test("throttled, with the pause that is asked for", async () => {
    mock.fail("deleteFlinkJob", { kind: "throttled", retryAfter: 0, times: 2 });
    expect(await client({ retries: 2 }).deleteFlinkJob({ job_id: 1 })).toMatchObject({ is_success: true });
    expect(mock.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test("faults do not wait for valid credentials", async () => {
    mock.fail("deleteFlinkJob", "bad-gateway");
    const other = client({ auth: { token: "other" } });
    await expect(other.deleteFlinkJob({ job_id: 1 })).rejects.toBeInstanceOf(ServerError);
  });

  test("a fault and an answer that were both set", async () => {
    mock.respond("deleteFlinkJob", { example: "refused" });
    mock.fail("deleteFlinkJob", "reset");
    await expect(client().deleteFlinkJob({ job_id: 1 })).rejects.toBeInstanceOf(ConnectionError);
    expect(await client().deleteFlinkJob({ job_id: 1 })).toMatchObject({ is_success: true });
  });
});

test("what a gateway answers: HTML, and no JSON", async () => {
  mock.fail("deleteFlinkJob", "bad-gateway");
  const response = await fetch(`${mock.url}/v1.0/p/streaming/jobs/1`, { method: "DELETE" });
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toContain("<h1>502 Bad Gateway</h1>");
});

test("what is cut off arrives whole, as far as HTTP can tell", async () => {
  mock.fail("deleteFlinkJob", "cut-off");
  const headers = { "x-auth-token": mock.credentials.token ?? "" };
  const response = await fetch(`${mock.url}/v1.0/p/streaming/jobs/1`, { method: "DELETE", headers });
  expect(await response.text()).toBe('{"is_success":"true","message":"T');
});

test("stalled connections and long delays do not keep a mock from closing", async () => {
  const { port } = new URL(mock.url);
  const headers = { "x-auth-token": mock.credentials.token };
  const send = () => {
    const sent = request({ port, path: "/v1.0/p/streaming/jobs/1", method: "DELETE", headers });
    return sent.on("error", () => {}).end();
  };
  for (const kind of ["stall", "stall-body", "slow"] as const) {
    mock.fail("deleteFlinkJob", kind);
    send();
  }
  await expect.poll(() => mock.requests.length, { timeout: 10_000 }).toBe(3);
  mock.respond("deleteFlinkJob", { delay: 1e9 });
  send();
  await sleep(100);
  const started = performance.now();
  await mock.close();
  expect(performance.now() - started).toBeLessThan(3_000);
});

test.each<[unknown, string]>([
  [
    "rest",
    'kind: expected one of reset, stall, stall-body, cut-off, bad-gateway, throttled, slow, got "rest"; did you mean "reset"?',
  ],
  [{ kind: "reset", time: 2 }, 'got "time"; did you mean "times"?'],
  [{ kind: "throttled", retryAfter: -1 }, "retryAfter: expected a number from 0 to"],
  [{ kind: "reset", times: 1.5 }, "times: expected an integer from 1 or more, got 1.5"],
  [undefined, "fault: expected an object, got undefined"],
])("fail %j", (fault, message) => {
  expect(() => mock.fail("deleteFlinkJob", fault as Fault)).toThrow(message);
});
