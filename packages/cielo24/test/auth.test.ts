import { AuthenticationError, createCielo24Client, ResponseFormatError } from "@jobwire/cielo24";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";

const job_id = "64bd53c2b39c4d4ab1e8cc35d8a1f3e7";
const deleted = { body: { TaskId: "cc8095fbfecf4647b2e10b622d81c19b" } };
const badToken = { status: 400, body: { ErrorType: "BAD_API_TOKEN", ErrorComment: "Expired" } };
const user = { username: "john_doe", password: "pa ss+wörd/1" };

const isLogin = ({ url }: Received) => url.startsWith("/api/account/login");
const tokenOf = ({ url }: Received) => new URL(url, "http://host").searchParams.get("api_token");

/** Logs in to `session-1`, then `session-2` and so on; everything else is answered by `answer`. */
function sessions(answer: (request: Received) => Reply = () => deleted) {
  let opened = 0;
  return serve((request) =>
    isLogin(request) ? { body: { ApiToken: `session-${++opened}` } } : answer(request),
  );
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a given token", () => {
  test("travels in the query of every call, beside constants and arguments", async () => {
    const server = await serve(() => deleted);
    const cielo24 = createCielo24Client({ apiToken: "a/b c&d", baseUrl: server.url });
    await expect(cielo24.deleteJob({ job_id })).resolves.toEqual(deleted.body);
    const [{ method, url, body } = {}] = server.requests;
    expect([method, url?.split("?")[0], body]).toEqual(["GET", "/api/job/delete", ""]);
    expect(url?.split(/[?&]/).slice(1).sort()).toEqual([
      "api_token=a%2Fb%20c%26d",
      `job_id=${job_id}`,
      "v=1",
    ]);
  });

  test("is not tried again when it is refused", async () => {
    const server = await serve(() => badToken);
    const cielo24 = createCielo24Client({ apiToken: "dead-session", baseUrl: server.url });
    const error = await cielo24.deleteJob({ job_id }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ operation: "deleteJob", code: "BAD_API_TOKEN", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a session", () => {
  test.each([
    ["a password", { password: "example_password" }, { "x-auth-password": "example_password" }],
    ["a secure key", { secureKey: "968a8b63" }, { "x-auth-securekey": "968a8b63" }],
  ])("is opened with %s in headers, never in the query", async (_, secret, header) => {
    const server = await sessions();
    const cielo24 = createCielo24Client({ username: "john_doe", ...secret, baseUrl: server.url } as never);
    await cielo24.deleteJob({ job_id });
    const [login, call] = server.requests;
    expect(login).toMatchObject({ method: "GET", url: "/api/account/login?v=1" });
    const sent = Object.entries(login?.headers ?? {}).filter(([name]) => name.startsWith("x-auth-"));
    expect(Object.fromEntries(sent)).toEqual({ "x-auth-user": "john_doe", ...header });
    expect(call && tokenOf(call)).toBe("session-1");
    expect(JSON.stringify(call)).not.toMatch(/john_doe|example_password|968a8b63|x-auth/);
  });

  test("is opened at the first call, and once for many at the same time", async () => {
    const server = await sessions();
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url });
    expect(server.requests).toHaveLength(0);
    await Promise.all(Array.from({ length: 20 }, () => cielo24.deleteJob({ job_id })));
    await cielo24.deleteJob({ job_id });
    expect(server.requests.filter(isLogin)).toHaveLength(1);
    expect(server.requests).toHaveLength(22);
  });

  test("is opened once more when the provider has ended it, for all calls that were refused", async () => {
    const server = await sessions((request) => (tokenOf(request) === "session-1" ? badToken : deleted));
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url });
    await Promise.all([1, 2, 3].map(() => cielo24.deleteJob({ job_id })));
    expect(server.requests.filter(isLogin)).toHaveLength(2);
    expect(server.requests.map(tokenOf).filter((token) => token === "session-2")).toHaveLength(3);
  });

  test("is opened once more only, not for ever", async () => {
    const server = await sessions(() => badToken);
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url });
    await expect(cielo24.deleteJob({ job_id })).rejects.toMatchObject({ code: "BAD_API_TOKEN", attempts: 2 });
    expect(server.requests.map(tokenOf)).toEqual([null, "session-1", null, "session-2"]);
  });

  test("is renewed after an hour without use, and only then", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const server = await sessions();
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url });
    for (const minutes of [0, 58, 58, 60]) {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      await cielo24.deleteJob({ job_id });
    }
    const tokens = server.requests.map(tokenOf).filter((token) => token !== null);
    expect(tokens).toEqual(["session-1", "session-1", "session-1", "session-2"]);
  });
});

describe("a login that fails", () => {
  test("is reported as of `login`, sent once, and shows no secret", async () => {
    const server = await serve(({ headers }) => ({
      status: 400,
      body: { ErrorType: "LOGIN_INVALID", ErrorComment: `No such login: ${headers["x-auth-password"]}` },
    }));
    const cielo24 = createCielo24Client({ ...user, password: "hunter22", baseUrl: server.url });
    const error = await cielo24.deleteJob({ job_id }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({
      operation: "login",
      code: "LOGIN_INVALID",
      message: "cielo24 login: 400 LOGIN_INVALID: No such login: [redacted]",
    });
    expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain("hunter22");
    expect(server.requests).toHaveLength(1);
  });

  test("with an answer without a token is a ResponseFormatError", async () => {
    const server = await serve(() => ({ body: { api_token: "another-name" } }));
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url });
    const error = await cielo24.deleteJob({ job_id }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ message: "cielo24 login: 200: expected an ApiToken, got none" });
    expect(server.requests).toHaveLength(1);
  });

  test("is tried anew by the next call", async () => {
    let logins = 0;
    const server = await serve((request) =>
      isLogin(request) && ++logins === 1 ? { status: 500 } : { body: { ApiToken: "late", TaskId: "cc80" } },
    );
    const cielo24 = createCielo24Client({ ...user, password: "secret", baseUrl: server.url, retries: 0 });
    await expect(cielo24.deleteJob({ job_id })).rejects.toMatchObject({ name: "ServerError", status: 500 });
    await expect(cielo24.deleteJob({ job_id })).resolves.toMatchObject({ TaskId: "cc80" });
  });
});
