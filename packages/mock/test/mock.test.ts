/** The mock's own behaviour, by plain HTTP. */
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Mock, providers, startMock } from "../src/index.ts";

const json = { "content-type": "application/json" };
const mocks: Record<string, Mock> = {};

beforeAll(async () => {
  for (const provider of providers) mocks[provider] = await startMock(provider);
});
afterAll(async () => {
  for (const mock of Object.values(mocks)) await mock.close();
});

async function send(provider: string, path: string, init: RequestInit = {}) {
  const { url } = mocks[provider] as Mock;
  const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(3000) });
  const text = await response.text();
  return { response, status: response.status, text, body: text === "" ? undefined : JSON.parse(text) };
}

const lastRequest = (provider: string) => mocks[provider]?.requests.at(-1);

describe("what a mock serves", () => {
  test("providers are those that no other depends on", () => {
    expect(providers).toEqual(["bigchange", "cielo24", "codearts-build", "huawei-dli", "tencent-batch"]);
  });

  test.each(["huawei-dli", "codearts-build"])("%s: the token call of huawei-auth, too", async (provider) => {
    const user = { name: "robot", password: "open-sesame", domain: { name: "acme" } };
    const auth = { identity: { methods: ["password"], password: { user } } };
    const answer = await send(provider, "/v3/auth/tokens", {
      method: "POST",
      headers: json,
      body: JSON.stringify({ auth }),
    });
    expect(answer.status).toBe(201);
    expect(answer.response.headers.get("x-subject-token")).toMatch(/\S/);
    expect(lastRequest(provider)).toMatchObject({ operation: "createToken", status: 201, violations: [] });
  });

  test("the other mocks do not", async () => {
    expect((await send("cielo24", "/v3/auth/tokens", { method: "POST" })).status).toBe(404);
  });
});

describe("actions that share a URL", () => {
  const signed = { authorization: "TC3", "x-tc-version": "2017-03-12", "x-tc-timestamp": "1763791200" };
  const inQuery = "Version=2017-03-12&Timestamp=1763791200";
  const body = '{"JobId":"job-f5da1edl"}';
  const requestId = { Response: { RequestId: expect.any(String) } };

  test.each<[string, string, RequestInit]>([
    [
      "POST, in the header",
      "/",
      { method: "POST", headers: { ...signed, ...json, "X-TC-Action": "DeleteJob" }, body },
    ],
    [
      "POST, in the query",
      `/?Action=DeleteJob&${inQuery}`,
      { method: "POST", headers: { ...json, authorization: "TC3" }, body },
    ],
    [
      "GET, all in the query",
      `/?Action=DeleteJob&${inQuery}&JobId=job-f5da1edl`,
      { headers: { authorization: "TC3" } },
    ],
    ["GET, in the header", "/?JobId=job-f5da1edl", { headers: { ...signed, "X-TC-Action": "DeleteJob" } }],
  ])("%s", async (_, path, init) => {
    const answer = await send("tencent-batch", path, init);
    expect(answer).toMatchObject({ status: 200, body: requestId });
    expect(lastRequest("tencent-batch")).toMatchObject({ operation: "deleteJob", path, violations: [] });
  });

  test("by GET, what is missing in the query is missed", async () => {
    const answer = await send("tencent-batch", `/?Action=DeleteJob&${inQuery}`, {
      headers: { authorization: "TC3" },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Body parameter is required");
  });

  test.each([
    ["unknown", { "X-TC-Action": "DeleteJobs" }, 'got "DeleteJobs"'],
    ["none", {}, "got none"],
  ])("%s: says which there are", async (_, action, got) => {
    const answer = await send("tencent-batch", "/", {
      method: "POST",
      headers: { ...signed, ...json, ...action },
      body,
    });
    expect(answer.status).toBe(404);
    expect(answer.body.detail).toBe(
      `expected X-TC-Action (or Action in the query) to be one of DeleteJob, ${got}`,
    );
    expect(lastRequest("tencent-batch")).toMatchObject({ operation: undefined, status: 404 });
  });

  test("another verb", async () => {
    const answer = await send("tencent-batch", "/", {
      method: "PUT",
      headers: { "X-TC-Action": "DeleteJob" },
    });
    expect(answer.status).toBe(405);
    expect(answer.response.headers.get("allow")).toBe("POST, GET");
  });
});

describe("ids of 64 bits", () => {
  const job = (id: string) => `/v1.0/f0e1d2/streaming/jobs/${id}`;
  const remove = { method: "DELETE", headers: { "x-auth-token": "token" } };

  test.each(["9223372036854775807", "18446744073709551615", "-9223372036854775808", "138"])(
    "%s",
    async (id) => {
      const answer = await send("huawei-dli", job(id), remove);
      expect(answer.status).toBe(200);
      expect(answer.response.headers.get("sl-violations")).toBeNull();
      expect(lastRequest("huawei-dli")?.path).toBe(job(id));
    },
  );

  test.each(["abc", "1.5"])("%s is none", async (id) => {
    const answer = await send("huawei-dli", job(id), remove);
    expect(answer.status).toBe(400);
    expect(answer.response.headers.get("sl-violations")).toContain("job_id must be integer");
  });

  test("in a header", async () => {
    const headers = { authorization: "Bearer token", "customer-id": "9223372036854775807" };
    expect(
      (await send("bigchange", "/v1/jobs/9007199254740993/cancel", { method: "PUT", headers })).status,
    ).toBe(204);
    expect(lastRequest("bigchange")?.headers["customer-id"]).toBe("9223372036854775807");
  });
});

describe("bad requests are answered at once", () => {
  const token = { method: "POST", headers: json };
  const cancel = { method: "PUT", headers: { ...json, authorization: "Bearer token", "customer-id": "1" } };

  test.each<[string, string, RequestInit, string]>([
    ["huawei-dli", "/v3/auth/tokens", { ...token, body: "{nope" }, "Expecting to find valid JSON"],
    ["bigchange", "/v1/jobs/1/cancel", { ...cancel, body: '{"reason":' }, "could not be read as JSON"],
  ])("%s: malformed JSON, by the spec's own 400", async (provider, path, init, text) => {
    const answer = await send(provider, path, init);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
    expect(answer.response.headers.get("sl-violations")).toContain("Request body is not JSON");
    expect(lastRequest(provider)?.body).toBe(init.body);
  });

  test("malformed JSON where the spec has no 400", async () => {
    const headers = { ...json, authorization: "TC3", "x-tc-action": "DeleteJob" };
    const answer = await send("tencent-batch", "/", { method: "POST", headers, body: '{"JobId":' });
    expect(answer.status).toBe(422);
    expect(answer.body.validation[0].message).toContain("Request body is not JSON");
  });

  test.each(["text/plain", "nonsense", ";"])("content type %s", async (type) => {
    const body = new Blob(['{"auth":{}}']);
    const answer = await send("huawei-dli", "/v3/auth/tokens", {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toHaveProperty("error.title", "Bad Request");
    expect(answer.response.headers.get("sl-violations")).toContain(
      "Supported content types: application/json",
    );
  });

  test("no content type, and a body in chunks", async () => {
    const { url } = mocks["huawei-dli"] as Mock;
    const request = httpRequest(`${url}/v3/auth/tokens`, { method: "POST" });
    request.write('{"auth":');
    request.end("{}}");
    const [response] = await once(request, "response");
    response.resume();
    expect(response.statusCode).toBe(400);
    expect(response.headers["sl-violations"]).toContain("Supported content types");
  });

  test("a body and a query that break the schema", async () => {
    const answer = await send("bigchange", "/v1/jobs/1/cancel", { ...cancel, body: '{"reason":5}' });
    expect(answer.status).toBe(422);
    expect(lastRequest("bigchange")?.violations).toEqual([
      "Request body property reason must be string,null",
    ]);
    const other = await send("cielo24", "/api/job/delete?v=2&api_token=token&job_id=1");
    expect(other.status).toBe(400);
    expect(other.response.headers.get("sl-violations")).toContain('"query","v"');
  });

  test("no credentials", async () => {
    const answer = await send("huawei-dli", "/v1.0/f0e1d2/streaming/jobs/138", { method: "DELETE" });
    expect(answer.status).toBe(401);
    expect(answer.body.error_code).toBe("APIG.0301");
  });

  test("unknown path, wrong verb, malformed percent-encoding", async () => {
    const path = await send("cielo24", "/api/job/destroy");
    expect(path).toMatchObject({
      status: 404,
      body: { detail: "no operation has the path /api/job/destroy" },
    });
    const verb = await send("cielo24", "/api/job/delete", { method: "DELETE" });
    expect(verb).toMatchObject({ status: 405, body: { detail: "/api/job/delete takes GET, not DELETE" } });
    expect(verb.response.headers.get("allow")).toBe("GET");
    const encoding = await send("huawei-dli", "/v1.0/f0e1d2/streaming/jobs/%zz", { method: "DELETE" });
    expect(encoding).toMatchObject({ status: 400, body: { title: "Bad Request" } });
  });

  test("a body of more than 10 MB", async () => {
    const body = "x".repeat(10 * 1024 * 1024 + 1);
    expect(await send("huawei-dli", "/v3/auth/tokens", { ...token, body })).toMatchObject({
      status: 413,
      body: { detail: "expected a body of at most 10485760 bytes" },
    });
    expect(lastRequest("huawei-dli")).toMatchObject({ body: "", status: 413 });
    const just = await send("huawei-dli", "/v3/auth/tokens", { ...token, body: body.slice(1) });
    expect(just.status).toBe(400);
  });

  test("a client that goes away in the middle", async () => {
    const { url } = mocks["huawei-dli"] as Mock;
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("POST /v3/auth/tokens HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    setTimeout(() => socket.destroy(), 20);
    await once(socket, "close");
    expect((await send("huawei-dli", "/nowhere")).status).toBe(404);
  });
});

describe("Prefer chooses the answer", () => {
  const remove = (prefer: string, headers = {}) =>
    send("huawei-dli", "/v1.0/f0e1d2/streaming/jobs/138", {
      method: "DELETE",
      headers: { "x-auth-token": "token", prefer, ...headers },
    });

  test.each([
    ["code=404", 404, "DLI.0023"],
    ["code=400, example=badToken", 400, "DLI.0015"],
    ['example="badToken"; Code=400', 400, "DLI.0015"],
    ["code=429", 429, "APIG.0308"],
  ])("%s", async (prefer, status, code) => {
    const answer = await remove(prefer);
    expect(answer).toMatchObject({ status, body: { error_code: code } });
    expect(answer.response.headers.get("retry-after")).toBe(status === 429 ? "2" : null);
  });

  test("example alone is one of the success", async () => {
    expect((await remove("example=deletedBoolean")).body).toHaveProperty("is_success", true);
  });

  test("dynamic=true makes one up, valid by the schema", async () => {
    const answer = await remove("dynamic=true");
    expect(answer.status).toBe(200);
    expect(lastRequest("huawei-dli")?.violations).toEqual([]);
    expect(answer.text).not.toBe((await remove("dynamic=true")).text);
  });

  test.each([
    ["code=418", 404, "Prefer: deleteFlinkJob documents no 418, only 200, 400"],
    ["code=401, example=nope", 404, 'has no example "nope" for 401, only code=200, example=deleted;'],
    ["code=many", 422, 'Prefer: code: expected three digits, got "many"'],
    ["dynamic=perhaps", 422, 'Prefer: dynamic: expected true or false, got "perhaps"'],
  ])("%s: says what there is", async (prefer, status, detail) => {
    expect(await remove(prefer)).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } });
  });

  test.each(["application/json", "nonsense"])(
    "Accept: %s does not hide errors of another type",
    async (accept) => {
      const headers = { authorization: "Bearer token", "customer-id": "1", accept, prefer: "code=404" };
      const answer = await send("bigchange", "/v1/jobs/1/cancel", { method: "PUT", headers });
      expect(answer.status).toBe(404);
      expect(answer.response.headers.get("content-type")).toBe("application/problem+json");
    },
  );
});

describe("starting and stopping", () => {
  test.each([
    ["cielo42", 'got "cielo42"; did you mean "cielo24"?'],
    ["huawei-auth", 'got "huawei-auth"'],
    ["constructor", 'got "constructor"'],
  ])("unknown provider %s", async (provider, message) => {
    const expected =
      "provider: expected one of bigchange, cielo24, codearts-build, huawei-dli, tencent-batch, ";
    await expect(startMock(provider)).rejects.toThrow(expected + message);
  });

  test.each([-1, 65536, 1.5, Number.NaN, "80"])("port %s", async (port) => {
    await expect(startMock("cielo24", { port: port as number })).rejects.toThrow(
      "port: expected an integer from 0 to 65535, got ",
    );
  });

  test("a port that is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(startMock("cielo24", { port })).rejects.toThrow(
      `cannot listen at 127.0.0.1, port ${port}: the port is in use`,
    );
    other.close();
  });

  test("on a port and host of one's own", async () => {
    const first = await startMock("cielo24");
    const port = Number(new URL(first.url).port);
    await first.close();
    await using second = await startMock("cielo24", { port, host: "localhost" });
    expect(second).toMatchObject({ provider: "cielo24", url: `http://localhost:${port}` });
    expect((await fetch(`${second.url}/nowhere`)).status).toBe(404);
  });

  test("close ends within a second, with sockets kept alive and requests under way", async () => {
    const mock = await startMock("cielo24");
    await (await fetch(`${mock.url}/nowhere`)).text(); // leaves its socket open
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /api/job/delete HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    await once(socket, "connect");
    const started = performance.now();
    await mock.close();
    await mock.close();
    expect(performance.now() - started).toBeLessThan(1000);
    await expect(fetch(mock.url)).rejects.toThrow();
  });
});

describe("quiet", () => {
  afterEach(() => vi.restoreAllMocks());

  test("nothing is logged", async () => {
    const outputs = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write"));
    const logs = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
    await using mock = await startMock("huawei-dli");
    for (const prefer of ["", "dynamic=true", "code=500", "code=400"]) {
      await (
        await fetch(`${mock.url}/v3/auth/tokens`, { method: "POST", headers: { ...json, prefer }, body: "{" })
      ).text();
      await (
        await fetch(`${mock.url}/v1.0/p/streaming/jobs/1`, { method: "DELETE", headers: { prefer } })
      ).text();
    }
    for (const spy of [...outputs, ...logs]) expect(spy).not.toHaveBeenCalled();
  });
});
