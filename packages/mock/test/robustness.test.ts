/** Whatever comes, there is an answer, in the provider's own shape, and it is recorded. */
import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, providers, startMock } from "../src/index.ts";

const mocks: Record<string, Mock> = {};
beforeAll(async () => {
  for (const provider of providers) mocks[provider] = await startMock(provider);
});
afterAll(async () => {
  for (const mock of Object.values(mocks)) await mock.close();
});
const mockOf = (provider: string) => mocks[provider] as Mock;

/** Sends bytes as they are, and reads what comes until the connection ends or a whole answer is there. */
async function sendRaw(provider: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(mockOf(provider).url).port), "127.0.0.1");
  socket.on("error", () => {});
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk));
  socket.write(text, "latin1");
  const whole = () => answer.includes("\r\n\r\n") && answer.length >= expectedLength(answer);
  for (let i = 0; i < 500 && !whole() && !socket.destroyed; i++) {
    await Promise.race([once(socket, "data").catch(() => {}), new Promise((go) => setTimeout(go, 20))]);
  }
  socket.destroy();
  return answer;
}

function expectedLength(answer: string): number {
  const head = answer.indexOf("\r\n\r\n") + 4;
  return head + Number(answer.match(/content-length: (\d+)/i)?.[1] ?? 0);
}

const deletion =
  "/api/job/delete?v=1&api_token=7ca5dc5c7cce449fb0fff719307e8f5f&job_id=64bea283eff6475ea6596027a6ba0929";

describe("what is hardly a request", () => {
  test.each([
    ["a method that is none", `FOO ${deletion} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ["a NUL in a header", `GET ${deletion} HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n`],
    ["a path of raw bytes", "GET /\xe9\xff HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["no HTTP", "hello there\r\n\r\n"],
    ["headers without end", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(300_000)}\r\n\r\n`],
    ["a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["malformed chunks", `POST ${deletion} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ])("%s", async (what, text) => {
    const before = mockOf("cielo24").violations.length;
    const answer = await sendRaw("cielo24", text);
    if (what === "malformed chunks") expect(answer).toMatch(/^(?:HTTP\/1.1 400|$)/);
    else {
      expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
      expect(answer).toContain('{"ErrorType":"INVALID_QUERY"');
      expect(answer).toContain("jobwire-violations: ");
    }
    expect(mockOf("cielo24").violations.length).toBeGreaterThan(before);
  });

  test.each([
    ["HTTP/1.0", `GET ${deletion} HTTP/1.0\r\n\r\n`],
    ["no Host", `GET ${deletion} HTTP/1.1\r\n\r\n`],
    ["an expectation", `GET ${deletion} HTTP/1.1\r\nHost: x\r\nExpect: the-impossible\r\n\r\n`],
    ["a whole address, as to a proxy", `GET http://api.cielo24.com${deletion} HTTP/1.1\r\nHost: x\r\n\r\n`],
    [
      "a header of 100,000 characters",
      `GET ${deletion} HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(100_000)}\r\n\r\n`,
    ],
    ["two at once", `GET ${deletion} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(2)],
  ])("%s is answered as any other", async (_, text) => {
    expect(await sendRaw("cielo24", text)).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*"TaskId"/);
  });
});

describe("input that is meant to harm", () => {
  const fetchFrom = (provider: string, path: string, init?: RequestInit) =>
    mockOf(provider).fetch(`http://mock${path}`, init);

  test.each([
    "__proto__.delivery=stall",
    "a.__proto__.delivery=stall",
    "constructor.prototype.delivery=stall",
    "__proto__=x",
  ])("%s, in query and form", async (polluting) => {
    const parameters = `Action=DeleteJob&${polluting}`;
    await fetchFrom("tencent-batch", `/?${parameters}`);
    await fetchFrom("tencent-batch", "/", { method: "POST", body: new URLSearchParams(parameters) });
    expect(({} as { delivery?: string }).delivery).toBeUndefined();
    expect((await fetchFrom("cielo24", deletion)).status).toBe(200);
  });

  test.each([
    "a.0=1&a.999999999=1",
    "a.0=1&a.length=-1",
    `${"a.".repeat(5_000)}a=1`,
    "a=1&a.b=1&a.b.c=1",
    "a.b=1&a=1",
  ])("%.40s", async (query) => {
    const response = await fetchFrom("tencent-batch", `/?Action=DeleteJob&${query}`);
    expect((await response.json()).Response.Error.Code).toBe("AuthFailure.InvalidAuthorization");
  });

  test("a body of 100,000 levels", async () => {
    const body = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const headers = { "content-type": "application/json" };
    const response = await fetchFrom("huawei-dli", "/v3/auth/tokens", { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(response.headers.get("jobwire-violations")).toContain("got more than 500 levels");
  });

  test("members with the names of what objects inherit", async () => {
    const mock = mockOf("tencent-batch");
    const headers = { "content-type": "application/json", "x-tc-action": "DeleteJob" };
    const body = '{"JobId":"job-f5da1edl","constructor":1,"__proto__":2}';
    const response = await fetchFrom("tencent-batch", "/", { method: "POST", headers, body });
    expect(response.status).toBe(200); // refused for its signature
    expect(mock.violations.at(-1)?.at).toBe("credentials");
  });

  const form = (body: string) => ({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body,
  });
  const encodings: [string, number][] = [
    ["%", 0],
    ["client_id=a&%zz=1", 12],
    ["client_id=x&client_secret=hunter2%", 33],
    ["client_id=x&client_secret=%2", 26],
    ["client_id=%c3%a9&client_secret=%ff", 31],
    ["client_id=%c3%28", 10],
    ["client_id=%ed%a0%80", 10],
    ['{"%":"hunter2"}', 2],
  ];

  test.each(encodings)("the percent-encoding of the form %s", async (body, position) => {
    const response = await fetchFrom("bigchange", "/auth/tokens", form(body));
    const message = `expected percent-encoded UTF-8, got text that is none at position ${position}`;
    expect(response.status).toBe(400);
    expect(JSON.parse(response.headers.get("jobwire-violations") ?? "")).toEqual([{ at: "body", message }]);
    expect((await response.json()).detail).toBe(message);
  });

  test.each(encodings)("the percent-encoding of %s where credentials stand elsewhere", async (body) => {
    const account = `/api/account/create?v=1&api_token=${mockOf("cielo24").credentials.apiToken}`;
    const created = await fetchFrom("cielo24", account, form(body));
    expect({ status: created.status, ...(await created.json()) }).toMatchObject({
      status: 400,
      ErrorType: "INVALID_QUERY",
      ErrorComment: expect.stringContaining("expected percent-encoded UTF-8"),
    });
    const action = await fetchFrom("tencent-batch", "/", form(`Action=DeleteJob&${body}`));
    const { Code, Message } = (await action.json()).Response.Error;
    expect(Code).toBe("AuthFailure.InvalidAuthorization");
    expect(Message).toContain("percent-encoded UTF-8");
  });

  test.each(encodings)("the percent-encoding of %s in a query or a path", async (text) => {
    const { apiToken } = mockOf("cielo24").credentials;
    const info = await fetchFrom("cielo24", `/api/job/info?v=1&api_token=${apiToken}&job_id=${text}`);
    expect([info.status, (await info.json()).ErrorType]).toEqual([400, "INVALID_QUERY"]);
    const headers = { "x-auth-token": mockOf("huawei-dli").credentials.token ?? "" };
    const path = `/v1.0/p/streaming/jobs/${encodeURI(text).replaceAll("%25", "%")}`;
    const job = await fetchFrom("huawei-dli", path, { method: "DELETE", headers });
    expect(job.status).toBe(400);
    expect(job.headers.get("jobwire-violations")).toContain("expected well-formed percent-encoding");
  });

  test("10 MB of percent-encoding", async () => {
    for (const [end, position] of [
      ["%", 9_000_000],
      ["%ff", 9_000_000],
    ] as const) {
      const response = await fetchFrom("bigchange", "/auth/tokens", form(`${"%41".repeat(3_000_000)}${end}`));
      expect(response.status).toBe(400);
      expect(response.headers.get("jobwire-violations")).toContain(`at position ${position}"`);
    }
  });

  const encoded = fc
    .array(fc.constantFrom("%", "%2", "%zz", "%ff", "%c3", "%28", "%41", "a", "+", "=", "&", ".", "{", "["))
    .map((parts) => parts.join(""));

  const anything = fc.record({
    provider: fc.constantFrom(...providers),
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
    path: fc.oneof(
      fc.constantFrom("/", "/api/job/delete", "/v3/auth/tokens", "/auth/tokens", "/v1/jobs/1/cancel"),
      fc.constantFrom("/api/account/create", "/api/job/add_media", "/api/job/add_custom_guidelines"),
      encoded.map((text) => `/v1/jobs/${text}/cancel`),
      encoded.map((text) => `/v1.0/${text}/streaming/jobs/${text}`),
      fc.webPath(),
    ),
    query: fc.oneof(
      fc.webQueryParameters(),
      fc
        .array(
          fc.tuple(
            fc.constantFrom("Action", "__proto__", "a", "0", "length", "v", "job_id"),
            fc.constantFrom("", ".0", ".__proto__", ".a.b", ".99"),
            fc.oneof(fc.webSegment(), encoded),
          ),
        )
        .map((pairs) => pairs.map(([name, rest, value]) => `${name}${rest}=${value}`).join("&")),
    ),
    type: fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      ";;",
      "json",
    ),
    prefer: fc.constantFrom("", "code=404", "example=x", "dynamic=true", ",,==", "code=__proto__"),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      fc.webQueryParameters(),
      encoded,
      encoded.map((text) => `client_id=${text}&client_secret=${text}`),
      encoded.map((text) => `Action=DeleteJob&${text}`),
      encoded.map(
        (text) => `--x\r\nContent-Disposition: form-data; name="${text}"\r\n\r\n${text}\r\n--x--\r\n`,
      ),
    ),
    known: fc.boolean(),
  });

  /** What lets a request through where it needs no signature. */
  function credentialsOf(provider: string): Record<string, string> {
    const { token, accessToken, customerId = "" } = mockOf(provider).credentials;
    return {
      ...(token && { "x-auth-token": token }),
      ...(accessToken && { authorization: `Bearer ${accessToken}`, "customer-id": customerId }),
    };
  }

  function session(provider: string): string {
    const { apiToken } = mockOf(provider).credentials;
    return apiToken === undefined ? "" : `v=1&api_token=${apiToken}&`;
  }

  test("gets an answer, and changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async ({ provider, method, path, query, type, prefer, body, known }) => {
        const headers = { "content-type": type, prefer, ...(known && credentialsOf(provider)) };
        const init = method === "GET" ? { method, headers } : { method, headers, body };
        const response = await fetchFrom(provider, `${path}?${known ? session(provider) : ""}${query}`, init);
        const text = await response.text();
        expect(response.status, text).not.toBe(500);
        expect(mockOf(provider).requests.at(-1)?.status).toBe(response.status);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);
});

describe("what the user of the library gets wrong", () => {
  test.each([
    ["a bigint", 1n, "body: "],
    ["a circle", circle(), "body: "],
    ["a function", () => {}, "body: expected a string, or what JSON can say, got function"],
  ])("a stub with %s for a body", async (_, body, message) => {
    expect(() => mockOf("cielo24").respond("deleteJob", { body })).toThrow(message);
  });

  test.each([
    [{ "Content-Length": "1" }, "headers.Content-Length: cannot be set"],
    [{ "transfer-encoding": "chunked" }, "headers.transfer-encoding: cannot be set"],
    [{ x: undefined }, "headers.x: expected a string, got undefined"],
  ])("a stub with the headers %j", (headers, message) => {
    const answer = { headers: headers as unknown as Record<string, string> };
    expect(() => mockOf("cielo24").respond("deleteJob", answer)).toThrow(message);
  });

  test("a stub is what it was when it was set", async () => {
    await using mock = await startMock("cielo24");
    const body = { TaskId: "before" };
    mock.respond("deleteJob", { body });
    body.TaskId = "after";
    expect(await (await mock.fetch(`http://mock${deletion}`)).json()).toEqual({ TaskId: "before" });
  });

  test("an observer that rejects", async () => {
    const rejections: unknown[] = [];
    const listen = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", listen);
    await using mock = await startMock("cielo24", {
      onRequest: async () => {
        throw new Error("own fault");
      },
    });
    expect((await mock.fetch(`http://mock${deletion}`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listen);
    expect(rejections).toEqual([]);
  });

  test("after close, fetch fails as if nobody listened, and so does what was under way", async () => {
    const mock = await startMock("cielo24");
    mock.fail("deleteJob", "stall");
    mock.fail("deleteJob", "stall-body");
    const stalled = mock.fetch(`http://mock${deletion}`);
    const half = await mock.fetch(`http://mock${deletion}`);
    const text = half.text();
    stalled.catch(() => {});
    text.catch(() => {});
    await mock.close();
    await expect(stalled).rejects.toThrow("fetch failed");
    await expect(text).rejects.toThrow("fetch failed");
    await expect(mock.fetch(`http://mock${deletion}`)).rejects.toThrow("fetch failed");
  });

  test("a clock that throws leaves nobody waiting", async () => {
    await using mock = await startMock("cielo24", {
      now: () => {
        throw new Error("no clock");
      },
    });
    await expect(fetch(mock.url + deletion)).rejects.toThrow("fetch failed");
    await expect(mock.fetch(mock.url + deletion)).rejects.toThrow("no clock");
  });

  test("the list of requests is the reader's own", async () => {
    await using mock = await startMock("cielo24");
    await mock.fetch(`http://mock${deletion}`);
    const { requests } = mock;
    mock.reset();
    expect(requests).toHaveLength(1);
    expect(mock.requests).toHaveLength(0);
  });
});

test.each(["+99999", "9e4", "0x10", "40817.0", " ", "1".repeat(21)])(
  "the customer %j is no integer, whatever JavaScript makes of it",
  async (customer) => {
    const { credentials, fetch } = mockOf("bigchange");
    const headers = { authorization: `Bearer ${credentials.accessToken}`, "customer-id": customer };
    const response = await fetch("http://mock/v1/jobs/1/cancel", { method: "PUT", headers });
    expect([403, 422]).toContain(response.status);
  },
);

test.each(["0x8a", "1e2", "%20138", "5.0", "Infinity"])("nor is the job %s", async (id) => {
  const { credentials, fetch } = mockOf("huawei-dli");
  const headers = { "x-auth-token": credentials.token ?? "" };
  const response = await fetch(`http://mock/v1.0/p/streaming/jobs/${id}`, { method: "DELETE", headers });
  expect(response.status).toBe(400);
});

test("what is wrong in a form is told as it came, a secret is not", async () => {
  const body = new URLSearchParams({ grant_type: "password", client_id: "x", client_secret: "" });
  const response = await mockOf("bigchange").fetch("http://mock/auth/tokens", { method: "POST", body });
  expect(JSON.parse(response.headers.get("jobwire-violations") ?? "")).toEqual([
    { at: "body.grant_type", message: 'expected "client_credentials", got "password"' },
  ]);
});

test("a malformed body is not quoted: it may hold a secret", async () => {
  const headers = { "content-type": "application/json" };
  const body = '{"auth":{"password":hunter2}}';
  await mockOf("huawei-dli").fetch("http://mock/v3/auth/tokens", { method: "POST", headers, body });
  const { message } = mockOf("huawei-dli").violations.at(-1) ?? {};
  expect(message).toMatch(/^expected JSON, got text that is none/);
  expect(message).not.toContain("hunter2");
});

test("a violation of any length is told in the answer, too", async () => {
  const response = await mockOf("cielo24").fetch(`http://mock/${"é".repeat(9_000)}`);
  const [violation] = JSON.parse(response.headers.get("jobwire-violations") ?? "[]");
  expect(violation.at).toBe("path");
});

test("an answer without a body is cut off and stalls like others", async () => {
  await using mock = await startMock("bigchange");
  const { accessToken, customerId } = mock.credentials;
  const headers = { authorization: `Bearer ${accessToken}`, "customer-id": customerId };
  const cancel = (send: typeof fetch) => send(`${mock.url}/v1/jobs/1/cancel`, { method: "PUT", headers });
  for (const send of [fetch, mock.fetch]) {
    mock.fail("cancelJob", "cut-off");
    const cut = await cancel(send);
    expect(cut.status).toBe(200);
    await expect(cut.json()).rejects.toThrow();
    mock.respond("cancelJob", { status: 204, body: "no body at all" });
    expect(await (await cancel(send)).text()).toBe("");
  }
});

function circle(): object {
  const object: { self?: object } = {};
  object.self = object;
  return object;
}
