/** Which answer a request gets: what was set, what it asks for, what its values tell. */
import { createCielo24Client } from "@jobwire/cielo24";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Mock, startMock } from "../src/index.ts";

const held: Mock[] = [];
afterEach(async () => {
  for (const mock of held.splice(0)) await mock.close();
});

async function start(provider: string, options = {}): Promise<Mock> {
  const mock = await startMock(provider, options);
  held.push(mock);
  return mock;
}

const job = "/v1.0/p/streaming/jobs/";

async function remove({ url, credentials: { token = "" } }: Mock, id = "138", prefer?: string) {
  const headers = { "x-auth-token": token, ...(prefer !== undefined && { prefer }) };
  const response = await fetch(url + job + id, { method: "DELETE", headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

describe("respond", () => {
  test("an example, once", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { example: "refused" });
    expect((await remove(mock)).text).toContain('"is_success":"false"');
    expect((await remove(mock)).text).toContain('"is_success":"true"');
  });

  test("one after the other, each so often", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { status: 429, times: 2 });
    mock.respond("deleteFlinkJob", { status: 404 });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await remove(mock)).status);
    expect(statuses).toEqual([429, 429, 404, 200, 200]);
  });

  test("for ever, until reset", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { status: 503, times: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 5; i++) expect((await remove(mock)).status).toBe(503);
    mock.reset();
    expect(mock.requests).toEqual([]);
    expect((await remove(mock)).status).toBe(200);
  });

  test("a body, a status and headers of one's own, sent as they are", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { status: 418, body: { short: "stout" }, headers: { "X-Pot": "tea" } });
    const json = await remove(mock);
    expect(json).toMatchObject({ status: 418, text: '{"short":"stout"}' });
    expect(json.headers.get("content-type")).toBe("application/json");
    expect(json.headers.get("x-pot")).toBe("tea");
    mock.respond("deleteFlinkJob", { body: "<p>hello</p>", headers: { "content-type": "text/html" } });
    const html = await remove(mock);
    expect(html).toMatchObject({ status: 200, text: "<p>hello</p>" });
    expect(html.headers.get("content-type")).toBe("text/html");
  });

  test("an example with some of it replaced", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { example: "throttled", headers: { "Retry-After": "7" } });
    const answer = await remove(mock);
    expect(answer).toMatchObject({ status: 429, text: expect.stringContaining("APIG.0308") });
    expect(answer.headers.get("retry-after")).toBe("7");
  });

  test("held back", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { delay: 200 });
    const started = performance.now();
    await remove(mock);
    expect(performance.now() - started).toBeGreaterThan(190);
    expect(mock.requests.at(-1)?.time).toBeGreaterThan(190);
  });

  test("goes before Prefer, and that before the request's values", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { status: 503 });
    expect((await remove(mock, "4040", "code=429")).status).toBe(503);
    expect((await remove(mock, "4040", "code=429")).status).toBe(429);
    expect(await remove(mock, "4040")).toMatchObject({
      status: 400,
      text: expect.stringContaining("DLI.0002"),
    });
  });

  test("is not used up by a request that is refused", async () => {
    const mock = await start("huawei-dli");
    mock.respond("deleteFlinkJob", { status: 404 });
    expect((await remove(mock, "abc")).status).toBe(400);
    expect((await remove(mock)).status).toBe(404);
  });

  test.each<[string, object, string]>([
    ["deleteJob", {}, "operation: expected one of deleteFlinkJob, createToken, got"],
    ["deleteflinkjob", {}, 'did you mean "deleteFlinkJob"?'],
    ["deleteFlinkJob", { exmaple: "x" }, 'got "exmaple"; did you mean "example"?'],
    [
      "deleteFlinkJob",
      { example: "gone" },
      'deleteFlinkJob documents no "gone", only code=200, example=deleted',
    ],
    ["deleteFlinkJob", { status: 418 }, "documents no status 418 (or give a body), only"],
    ["deleteFlinkJob", { status: 99 }, "status: expected an integer from 200 to 599, got 99"],
    ["deleteFlinkJob", { times: 0 }, "times: expected an integer from 1 or more, got 0"],
    ["deleteFlinkJob", { delay: -1 }, "delay: expected a number from 0"],
    ["deleteFlinkJob", { headers: { "bad name": "x" } }, "headers: "],
  ])("%s %j", async (operation, answer, message) => {
    const mock = await start("huawei-dli");
    expect(() => mock.respond(operation, answer)).toThrow(message);
  });
});

describe("what a provider makes new is new", () => {
  test("request ids and tokens", async () => {
    const mock = await start("cielo24");
    const client = createCielo24Client({
      username: "john_doe",
      password: "example_password",
      baseUrl: mock.url,
    });
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) {
      ids.add((await client.deleteJob({ job_id: "64bea283eff6475ea6596027a6ba0929" })).TaskId);
    }
    expect(ids.size).toBe(5);
  });

  test.each([["seed"], [7]])("with the seed %s it is the same in every run", async (seed) => {
    const run = async () => {
      const mock = await start("huawei-dli", { seed });
      const answers = [await createToken(mock), await remove(mock), await remove(mock, "4040")];
      answers.push(await remove(mock, "1", "dynamic=true"));
      return answers.map(({ text, headers }) => [
        text,
        headers.get("x-request-id"),
        headers.get("x-subject-token"),
      ]);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(first[1]?.[1]).not.toBe(first[2]?.[1]);
    const mock = await start("huawei-dli", { seed: "other" });
    expect((await remove(mock)).headers.get("x-request-id")).not.toBe(first[1]?.[1]);
  });

  test("without a seed, tokens are dated by the clock", async () => {
    const mock = await start("huawei-dli", { now: () => Date.UTC(2026, 10, 22, 4, 10, 36, 390) });
    const { token } = JSON.parse((await createToken(mock)).text);
    expect(token).toMatchObject({
      issued_at: "2026-11-22T04:10:36.390000Z",
      expires_at: "2026-11-23T04:10:36.390000Z",
    });
  });

  async function createToken({ url, credentials: { domain, user, password, project } }: Mock) {
    const person = { name: user, password, domain: { name: domain } };
    const identity = { methods: ["password"], password: { user: person } };
    const body = JSON.stringify({ auth: { identity, scope: { project: { name: project } } } });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v3/auth/tokens`, { method: "POST", headers, body });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
});

describe("fetch serves in process", () => {
  test("a client, with no socket", async () => {
    const mock = await start("tencent-batch");
    const { secretId = "", secretKey = "" } = mock.credentials;
    const network = vi.spyOn(globalThis, "fetch");
    onTestFinished(() => void vi.restoreAllMocks());
    const batch = createTencentBatchClient({ secretId, secretKey, fetch: mock.fetch });
    expect(await batch.deleteJob({ JobId: "job-f5da1edl" })).toEqual({ RequestId: expect.any(String) });
    await expect(batch.deleteJob({ JobId: "job-8q2mzx4k" })).rejects.toThrow("ResourceNotFound.Job");
    expect(network).not.toHaveBeenCalled();
    expect(mock.requests.map(({ headers }) => headers.host)).toEqual(
      Array(2).fill("batch.tencentcloudapi.com"),
    );
    expect(mock.violations).toEqual([]);
  });

  test("an answer without a body, and one that is aborted while it is held back", async () => {
    const mock = await start("bigchange", { delay: 50 });
    const { accessToken, customerId = "" } = mock.credentials;
    const headers = { authorization: `Bearer ${accessToken}`, "customer-id": customerId };
    const url = "https://api.bigchange.com/v1/jobs/1/cancel";
    const response = await mock.fetch(url, { method: "PUT", headers });
    expect([response.status, response.body]).toEqual([204, null]);
    const signal = AbortSignal.timeout(5);
    await expect(mock.fetch(url, { method: "PUT", headers, signal })).rejects.toThrow("timeout");
    await expect(mock.fetch(url, { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  });
});

describe("what came in", () => {
  test("is told to whoever listens, who cannot disturb", async () => {
    const onRequest = vi.fn(() => {
      throw new Error("own fault");
    });
    const mock = await start("huawei-dli", { onRequest });
    expect((await remove(mock)).status).toBe(200);
    expect(onRequest).toHaveBeenCalledWith(mock.requests[0]);
    expect(mock.requests[0]).toMatchObject({
      operation: "deleteFlinkJob",
      method: "DELETE",
      path: `${job}138`,
      body: "",
      status: 200,
      violations: [],
    });
  });

  test("is kept for the last 1,000 requests, and fewer when they are large", async () => {
    const mock = await start("huawei-dli");
    const send = (path: string, init = {}) => mock.fetch(`http://mock${path}`, init);
    for (let i = 0; i < 1_010; i++) await send(`/${i}`);
    expect(mock.requests).toHaveLength(1_000);
    expect(mock.requests[0]?.path).toBe("/10");
    for (let i = 0; i < 4; i++) await send("/large", { method: "POST", body: "x".repeat(9_000_000) });
    expect(mock.requests.map(({ body }) => body.length)).toEqual([9_000_000]);
  });

  test("a client's violations, in the order of the requests", async () => {
    const mock = await start("huawei-dli");
    await remove(mock, "abc");
    await fetch(`${mock.url}/nowhere`);
    expect(mock.violations).toEqual([
      { operation: "deleteFlinkJob", at: "path.job_id", message: 'must be integer, got "abc"' },
      { operation: undefined, at: "path", message: "no operation has the path /nowhere" },
    ]);
  });

  test("many at once each get their own answer", async () => {
    const mock = await start("huawei-dli");
    const client = createHuaweiDliClient({
      projectId: "p",
      auth: { token: mock.credentials.token ?? "" },
      baseUrl: mock.url,
    });
    const ids = [138, 139, 140, 4040, 4041];
    const calls = Array.from({ length: 200 }, (_, i) =>
      client.deleteFlinkJob({ job_id: ids[i % 5] ?? 0 }).then(
        ({ is_success }) => is_success,
        (error) => error.code ?? error.name,
      ),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.slice(0, 5)).toEqual([true, true, expect.anything(), "DLI.0002", "DLI.0023"]);
    for (let i = 5; i < 200; i++) expect(outcomes[i]).toEqual(outcomes[i % 5]);
  });
});
