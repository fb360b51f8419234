/** The mock's own behaviour, by plain HTTP. */
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Mock, type MockOptions, providers, startMock } from "../src/index.ts";
import { signedV1 } from "./sign-v1.ts";

const json = { "content-type": "application/json" };
const mocks: Record<string, Mock> = {};

beforeAll(async () => {
  for (const provider of providers) mocks[provider] = await startMock(provider);
});
afterAll(async () => {
  for (const mock of Object.values(mocks)) await mock.close();
});

const mockOf = (provider: string) => mocks[provider] as Mock;

/** Sends a request; without a timeout, a mock that hangs would hold the tests up. */
async function send(provider: string, path: string, init: RequestInit = {}) {
  const response = await fetch(mockOf(provider).url + path, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  const violations = JSON.parse(response.headers.get("jobwire-violations") ?? "[]");
  const body = text.startsWith("{") ? JSON.parse(text) : undefined;
  return { response, status: response.status, text, body, violations };
}

const lastRequest = (provider: string) => mocks[provider]?.requests.at(-1);

const flinkJob = (id: string) => `/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/${id}`;
const withToken = (provider: string) => ({ "x-auth-token": mockOf(provider).credentials.token as string });
const bearer = () => {
  const { accessToken, customerId = "" } = mockOf("bigchange").credentials;
  return { authorization: `Bearer ${accessToken}`, "customer-id": customerId };
};

describe("what a mock serves", () => {
  test("providers are those that no other depends on", () => {
    expect(providers).toEqual(["bigchange", "cielo24", "codearts-build", "huawei-dli", "tencent-batch"]);
  });

  test("only the mocks of Huawei's services issue IAM tokens", async () => {
    expect((await send("huawei-dli", "/v3/auth/tokens", { method: "POST" })).status).toBe(400);
    expect((await send("cielo24", "/v3/auth/tokens", { method: "POST" })).status).toBe(404);
  });
});

describe("ids of 64 bits", () => {
  const remove = () => ({ method: "DELETE", headers: withToken("huawei-dli") });

  test.each(["9223372036854775807", "18446744073709551615", "-9223372036854775808", "138"])(
    "%s",
    async (id) => {
      const answer = await send("huawei-dli", flinkJob(id), remove());
      expect(answer).toMatchObject({ status: 200, violations: [] });
      expect(lastRequest("huawei-dli")?.path).toBe(flinkJob(id));
    },
  );

  test.each(["abc", "1.5"])("%s is none", async (id) => {
    const answer = await send("huawei-dli", flinkJob(id), remove());
    expect(answer).toMatchObject({ status: 400, body: { error_code: "DLI.0001" } });
    expect(answer.violations).toEqual([{ at: "path.job_id", message: `must be integer, got "${id}"` }]);
  });

  test("in a header", async () => {
    await using mock = await startMock("bigchange", { credentials: { customerId: "9223372036854775807" } });
    const headers = { ...bearer(), "customer-id": "9223372036854775807" };
    const path = "/v1/jobs/9007199254740993/cancel";
    expect((await fetch(mock.url + path, { method: "PUT", headers })).status).toBe(204);
    expect(mock.requests.at(-1)?.headers["customer-id"]).toBe("9223372036854775807");
  });
});

describe("a request that breaks the contract gets the provider's own error, and is told what and where", () => {
  const cancel = (more = {}) => ({ method: "PUT", headers: { ...json, ...bearer() }, ...more });
  const { token } = { token: { method: "POST", headers: json } };

  test.each<[string, string, () => RequestInit, number, object, object]>([
    [
      "huawei-dli",
      "/v3/auth/tokens",
      () => ({ ...token, body: "{nope" }),
      400,
      { error: { code: 400, title: "Bad Request" } },
      { at: "body", message: expect.stringContaining("expected JSON") },
    ],
    [
      "huawei-dli",
      "/v3/auth/tokens",
      () => ({ ...token, body: '{"auth":{}}' }),
      400,
      { error: { code: 400 } },
      { at: "body.auth.identity", message: "is required, and missing" },
    ],
    [
      "bigchange",
      "/v1/jobs/1/cancel",
      () => cancel({ body: '{"reason":' }),
      400,
      { title: "Bad Request", status: 400 },
      { at: "body" },
    ],
    [
      "bigchange",
      "/v1/jobs/1/cancel",
      () => cancel({ body: '{"reason":5}' }),
      422,
      { title: "Unprocessable Entity", errors: { reason: ["must be string,null, got 5"] } },
      { at: "body.reason", message: "must be string,null, got 5" },
    ],
    [
      "bigchange",
      "/v1/jobs/1/cancel",
      () => ({ method: "PUT", headers: { authorization: bearer().authorization } }),
      422,
      { errors: { "Customer-Id": ["is required, and missing"] } },
      { at: "header.Customer-Id" },
    ],
    [
      "cielo24",
      "/api/job/delete?v=2&api_token=7ca5dc5c7cce449fb0fff719307e8f5f&job_id=64bea283eff6475ea6596027a6ba0929",
      () => ({}),
      400,
      { ErrorType: "INVALID_QUERY" },
      { at: "query.v", message: 'expected 1, got "2"' },
    ],
    [
      "cielo24",
      "/api/job/delete?v=1&api_token=7ca5dc5c7cce449fb0fff719307e8f5f",
      () => ({}),
      400,
      { ErrorType: "MISSING_PARAMETER", ErrorComment: "Required parameter job_id is missing" },
      { at: "query.job_id", message: "is required, and missing" },
    ],
    [
      "codearts-build",
      "/v3/jobs/short/delete",
      () => ({ method: "POST", headers: withToken("codearts-build") }),
      400,
      { error_code: "CB.00060201" },
      { at: "path.job_id", message: expect.stringMatching(/^must match pattern .*, got "short"$/) },
    ],
  ])("%s %s", async (provider, path, init, status, body, violation) => {
    const answer = await send(provider, path, init());
    expect(answer).toMatchObject({ status, body });
    expect(answer.violations).toContainEqual(expect.objectContaining(violation));
    const { operation } = lastRequest(provider) ?? {};
    expect(operation).toBeDefined();
    expect(mockOf(provider).violations.at(-1)).toMatchObject({ operation, ...violation });
  });

  test.each<[string, string, string, number, object]>([
    ["huawei-dli", "DELETE", "/nowhere", 404, { error_code: "APIG.0101" }],
    ["codearts-build", "POST", "/nowhere", 404, { error_code: "APIGW.0101" }],
    ["bigchange", "GET", "/nowhere", 404, { status: 404, title: "Not Found" }],
    ["cielo24", "GET", "/api/job/destroy", 404, { ErrorType: "NOT_IMPLEMENTED" }],
    ["tencent-batch", "POST", "/nowhere", 404, { Response: { Error: { Code: "InvalidAction" } } }],
    ["huawei-dli", "PUT", flinkJob("1"), 404, { error_code: "APIG.0101" }],
    ["cielo24", "DELETE", "/api/job/delete", 405, { ErrorType: "NOT_IMPLEMENTED" }],
    ["bigchange", "POST", "/v1/jobs/1/cancel", 405, { status: 405 }],
    ["tencent-batch", "PUT", "/", 200, { Response: { Error: { Code: "UnsupportedProtocol" } } }],
    ["tencent-batch", "POST", "/", 200, { Response: { Error: { Code: "MissingParameter" } } }],
  ])("%s %s %s", async (provider, method, path, status, body) => {
    const answer = await send(provider, path, { method });
    expect(answer).toMatchObject({ status, body });
    expect(lastRequest(provider)).toMatchObject({ operation: undefined, status });
    expect(answer.violations).toHaveLength(1);
  });

  test("another method than the path takes: the answer says which it does take", async () => {
    const { response } = await send("cielo24", "/api/job/delete", { method: "DELETE" });
    expect(response.headers.get("allow")).toBe("GET");
  });

  test("malformed percent-encoding", async () => {
    const answer = await send("huawei-dli", flinkJob("%zz"), { method: "DELETE" });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "DLI.0001" } });
  });

  test.each(["text/plain", "nonsense", ";"])("content type %s", async (type) => {
    const body = new Blob(['{"auth":{}}']);
    const headers = { "content-type": type };
    const answer = await send("huawei-dli", "/v3/auth/tokens", { method: "POST", headers, body });
    expect(answer).toMatchObject({ status: 400, body: { error: { title: "Bad Request" } } });
    expect(answer.violations[0]).toMatchObject({
      at: "header.content-type",
      message: expect.stringContaining("expected application/json, got"),
    });
  });

  test("no content type, and a body in chunks", async () => {
    const request = httpRequest(`${mockOf("huawei-dli").url}/v3/auth/tokens`, { method: "POST" });
    request.write('{"auth":');
    request.end("{}}");
    const [response] = await once(request, "response");
    response.resume();
    expect(response.statusCode).toBe(400);
    expect(response.headers["jobwire-violations"]).toContain("got no content type");
  });

  test("a body of more than 10 MB", async () => {
    const body = "x".repeat(10 * 1024 * 1024 + 1);
    const init = { ...token, body };
    expect(await send("huawei-dli", "/v3/auth/tokens", init)).toMatchObject({
      status: 413,
      body: { error: { code: 413 } },
      violations: [{ at: "body", message: "expected at most 10485760 bytes, got more" }],
    });
    expect(lastRequest("huawei-dli")).toMatchObject({ body: "", status: 413 });
    const just = await send("huawei-dli", "/v3/auth/tokens", { ...token, body: body.slice(1) });
    expect(just.status).toBe(400);
  });

  test("a secret that is wrong does not show in what is told", async () => {
    const user = { name: "batch-runner", password: 7777777, domain: { name: "example-company" } };
    const auth = { identity: { methods: ["password"], password: { user } } };
    const answer = await send("huawei-dli", "/v3/auth/tokens", { ...token, body: JSON.stringify({ auth }) });
    expect(answer.violations).toEqual([
      { at: "body.auth.identity.password.user.password", message: "must be string, got a secret" },
    ]);
    expect(answer.text).not.toContain("7777777");
  });

  test("thousands of violations fit into a header", async () => {
    const user = { name: "é".repeat(50_000), password: 1, domain: { name: 2 } };
    const auth = { identity: { methods: [], password: { user } } };
    const answer = await send("huawei-dli", "/v3/auth/tokens", { ...token, body: JSON.stringify({ auth }) });
    expect(answer.status).toBe(400);
    expect(answer.violations.length).toBeGreaterThan(0);
  });

  test("a client that goes away in the middle", async () => {
    const socket = connect(Number(new URL(mockOf("huawei-dli").url).port), "127.0.0.1");
    socket.write("POST /v3/auth/tokens HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    setTimeout(() => socket.destroy(), 20);
    await once(socket, "close");
    expect((await send("huawei-dli", "/nowhere")).status).toBe(404);
  });
});

describe("Prefer chooses the answer", () => {
  const remove = (prefer: string, headers = {}) =>
    send("huawei-dli", flinkJob("138"), {
      method: "DELETE",
      headers: { ...withToken("huawei-dli"), prefer, ...headers },
    });

  test.each([
    ["code=404", 404, "DLI.0023"],
    ["code=400, example=badToken", 400, "DLI.0015"],
    ['example="badToken"; Code=400', 400, "DLI.0015"],
    ["example=badToken", 400, "DLI.0015"],
    ["code=429", 429, "APIG.0308"],
  ])("%s", async (prefer, status, code) => {
    const answer = await remove(prefer);
    expect(answer).toMatchObject({ status, body: { error_code: code }, violations: [] });
    expect(answer.response.headers.get("retry-after")).toBe(status === 429 ? "2" : null);
  });

  test("an example of the success", async () => {
    expect((await remove("example=deletedBoolean")).body).toHaveProperty("is_success", true);
  });

  test("what it asks for is the example, character for character", async () => {
    const { body, response } = await remove("code=429");
    expect(body.request_id).toBe("5f7d0a3c9e2b4d618a04c7f1e96b23d5");
    expect(response.headers.get("x-request-id")).toBe("5f7d0a3c9e2b4d618a04c7f1e96b23d5");
  });

  test.each([
    ["code=418", "deleteFlinkJob documents no code=418, only code=200, example=deleted; "],
    ["code=401, example=nope", "documents no code=401, example=nope, only"],
    ["code=many", "documents no code=many, only"],
    ["cod=404", '"cod" is unknown; did you mean "code"?'],
    ["exmaple=notFound", '"exmaple" is unknown; did you mean "example"?'],
    ["dynamic=perhaps", 'dynamic: expected true or false, got "perhaps"'],
  ])(
    "%s is answered as no provider would, so that no test takes it for what it wanted",
    async (prefer, detail) => {
      const answer = await remove(prefer);
      expect(answer).toMatchObject({ status: 501, body: { detail: expect.stringContaining(detail) } });
      expect(answer.violations[0]).toMatchObject({ at: "header.prefer" });
    },
  );

  test("what others mean for the provider is left alone", async () => {
    expect(await remove("respond-async, wait=10")).toMatchObject({ status: 200, violations: [] });
  });

  test.each(["application/json", "nonsense"])(
    "Accept: %s does not hide errors of another type",
    async (accept) => {
      const headers = { ...bearer(), accept, prefer: "code=404" };
      const answer = await send("bigchange", "/v1/jobs/1/cancel", { method: "PUT", headers });
      expect(answer.status).toBe(404);
      expect(answer.response.headers.get("content-type")).toBe("application/problem+json");
    },
  );

  test.each(providers)(
    "dynamic=true makes up a success that is valid and looks like one: %s",
    async (provider) => {
      const mock = mockOf(provider);
      const seen = new Set<string>();
      for (let i = 0; i < 20; i++) {
        const { status, text } = await dynamic(mock);
        expect(status).toBeLessThan(300);
        seen.add(text);
        if (provider === "huawei-dli") expect(JSON.parse(text).is_success).toBe("true");
        if (provider === "codearts-build")
          expect(JSON.parse(text)).toMatchObject({ status: "success", result: {} });
        if (provider === "cielo24") expect(JSON.parse(text).TaskId).toMatch(/^[0-9a-f]{32}$/);
        if (provider === "tencent-batch") {
          expect(JSON.parse(text).Response).toEqual({ RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
        }
      }
      if (provider === "bigchange")
        expect(seen.size).toBe(1); // it has no body
      else expect(seen.size).toBeGreaterThan(5);
    },
  );

  async function dynamic({ provider, url, credentials }: Mock) {
    const headers = { prefer: "dynamic=true" };
    const prefer = {
      headers: { ...headers, ...(credentials.token && { "x-auth-token": credentials.token }) },
    };
    const query = `Action=DeleteJob&Version=2017-03-12&JobId=job-f5da1edl`;
    const requests: Record<string, () => Promise<Response>> = {
      bigchange: () =>
        fetch(`${url}/v1/jobs/1/cancel`, { method: "PUT", headers: { ...headers, ...bearer() } }),
      cielo24: () =>
        fetch(
          `${url}/api/job/delete?v=1&api_token=${credentials.apiToken}&job_id=64bea283eff6475ea6596027a6ba0929`,
          prefer,
        ),
      "codearts-build": () =>
        fetch(`${url}/v3/jobs/cb5fa20de5fd4cf8be681d4bd6fdd2f6/delete`, { method: "POST", ...prefer }),
      "huawei-dli": () => fetch(url + flinkJob("1"), { method: "DELETE", ...prefer }),
      "tencent-batch": () => fetch(`${url}/?${signedV1(query, new URL(url).host, credentials)}`, prefer),
    };
    const response = (await requests[provider]?.()) as Response;
    expect(response.headers.get("jobwire-violations")).toBeNull();
    return { status: response.status, text: await response.text() };
  }
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

  test.each<[unknown, string]>([
    [{ port: -1 }, "port: expected an integer from 0 to 65535, got -1"],
    [{ port: 65536 }, "port: expected an integer from 0 to 65535, got 65536"],
    [{ port: 1.5 }, "port: expected an integer from 0 to 65535, got 1.5"],
    [{ port: Number.NaN }, "port: expected an integer from 0 to 65535, got NaN"],
    [{ port: "80" }, 'port: expected an integer from 0 to 65535, got "80"'],
    [{ host: "" }, 'host: expected an address or a name, got ""'],
    [{ delay: -1 }, "delay: expected a number from 0 to 2147483647, got -1"],
    [{ seed: {} }, "seed: expected a string or a number, got "],
    [{ now: 5 }, "now: expected a function, got 5"],
    [{ onRequest: "log" }, 'onRequest: expected a function, got "log"'],
    [{ prot: 80 }, 'got "prot"; did you mean "port"?'],
    [{ credentials: { usrname: "x" } }, 'got "usrname"; did you mean "username"?'],
    [{ credentials: { username: "" } }, 'credentials.username: expected a string, got ""'],
    [{ credentials: "x" }, 'credentials: expected an object, got "x"'],
    [null, "options: expected an object, got null"],
  ])("options %j", async (options, message) => {
    await expect(startMock("cielo24", options as MockOptions)).rejects.toThrow(message);
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

  test("using stops it, too", async () => {
    let url = "";
    {
      using mock = await startMock("cielo24");
      url = mock.url;
      expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    }
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), 5_000);
  });

  test("close ends soon, with sockets kept alive and requests under way", async () => {
    const mock = await startMock("cielo24");
    await (await fetch(`${mock.url}/nowhere`)).text(); // leaves its socket open
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /api/job/delete HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    await once(socket, "connect");
    const started = performance.now();
    await mock.close();
    await mock.close();
    expect(performance.now() - started).toBeLessThan(3_000);
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
