import { signSdkHmac } from "@jobwire/huawei-auth";
import {
  AuthenticationError,
  createHuaweiDliClient,
  type HuaweiAuth,
  ResponseFormatError,
} from "@jobwire/huawei-dli";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";
import { json, startServer } from "../../core/test/server.ts";
import vectors from "../../huawei-auth/test/vectors.json" with { type: "json" };

const projectId = "48cc2c48765f481480c7db940d6409d1";
const job_id = "138";
const deleted: Reply = { body: { is_success: "true", message: "" } };
const hour = 3_600_000;
const user = { domain: "example-company", user: "batch-runner", password: "correct-horse", project: "eu-de" };

const isTokenCall = ({ url }: Received) => url.startsWith("/v3/auth/tokens");
const tokenOf = ({ headers }: Received) => headers["x-auth-token"];
const refusal = (error_code: string): Reply => ({ status: 401, body: { error_code, error_msg: "No" } });

/** Issues `token-1`, then `token-2` and so on, good for 24 hours by a clock that is off by three. */
function issuer(answer: (request: Received) => Reply = () => deleted, issued?: Reply) {
  let count = 0;
  return serve((request) => {
    if (!isTokenCall(request)) return answer(request);
    const now = Date.now() - 3 * hour;
    const token = {
      issued_at: new Date(now).toISOString(),
      expires_at: new Date(now + 24 * hour).toISOString(),
    };
    return { status: 201, headers: { "X-Subject-Token": `token-${++count}` }, body: { token }, ...issued };
  });
}

const clientOf = (baseUrl: string, auth: HuaweiAuth) =>
  createHuaweiDliClient({ projectId, auth, baseUrl, retries: 0 });

afterEach(() => {
  vi.useRealTimers();
});

test("a given token is sent as it is, alone, and not tried again when refused", async () => {
  const server = await serve(() => refusal("APIG.0301"));
  const error = await clientOf(server.url, { token: "MIIGiven" })
    .deleteFlinkJob({ job_id })
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(server.requests).toHaveLength(1);
  const { headers } = server.requests[0] as Received;
  expect(headers).toMatchObject({ "x-auth-token": "MIIGiven" });
  for (const name of ["authorization", "x-sdk-date", "x-project-id"])
    expect(headers).not.toHaveProperty(name);
});

describe("keys", () => {
  test.each(vectors.filter(({ method }) => method === "DELETE"))(
    "sign a call as the vector is signed, byte for byte: $name",
    async ({ authorization, accessKey, secretKey, headers, path }) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 22, 4, 10, 36, 999) });
      const { host, ...signed } = headers as Record<string, string>;
      const sent: { url: string; headers: Record<string, string> }[] = [];
      const securityToken = signed["x-security-token"];
      const dli = createHuaweiDliClient({
        projectId,
        auth: { accessKey, secretKey, securityToken },
        baseUrl: `http://${host}`,
        headers: { "Content-Type": "application/json" }, // which the official client sends without a body, too
        fetch: async (url, init) => {
          sent.push({ url: String(url), headers: init?.headers as Record<string, string> });
          return Response.json(deleted.body);
        },
      });
      await dli.deleteFlinkJob({ job_id });
      expect(sent).toEqual([{ url: `http://${host}${path}`, headers: { ...signed, authorization } }]);
    },
  );

  test("sign what arrives, and stay here", async () => {
    const server = await serve(() => deleted);
    const key = { accessKey: "AKEXAMPLE", secretKey: "SKEXAMPLE" };
    await clientOf(server.url, { ...key, securityToken: "TEMP==" }).deleteFlinkJob({ job_id });
    const { headers, url: path } = server.requests[0] as Received;
    const names = ["host", "x-project-id", "x-sdk-date", "x-security-token"];
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
    const request = { method: "DELETE", path, query: "", headers: signed, body: "" };
    expect(headers.authorization).toBe(signSdkHmac(request, key));
    expect(headers).toMatchObject({ "x-project-id": projectId, "x-security-token": "TEMP==" });
    expect(headers).not.toHaveProperty("content-type");
    expect(JSON.stringify(server.requests)).not.toContain("SKEXAMPLE");
  });

  test("sign by the provider's clock once ours was refused", async () => {
    const server = await serve(({ headers }) => {
      const now = Date.now() + hour;
      const [, ...parts] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(String(headers["x-sdk-date"])) ?? [];
      const [y = 0, mo = 0, d, h, mi, s] = parts.map(Number);
      const late = Math.abs(Date.UTC(y, mo - 1, d, h, mi, s) - now) > hour / 4;
      return { ...(late ? refusal("APIG.0301") : deleted), headers: { date: new Date(now).toUTCString() } };
    });
    const dli = clientOf(server.url, { accessKey: "AK", secretKey: "a-key" });
    await expect(dli.deleteFlinkJob({ job_id })).resolves.toEqual({ is_success: true, message: "" });
    expect(server.requests).toHaveLength(2);
    await dli.deleteFlinkJob({ job_id });
    expect(server.requests).toHaveLength(3);
  });

  test("are not tried again if the clock is not the reason, since wrong signatures lock a key", async () => {
    const server = await serve(() => refusal("APIG.0301"));
    const call = clientOf(server.url, { accessKey: "AK", secretKey: "a-key" }).deleteFlinkJob({ job_id });
    await expect(call).rejects.toMatchObject({ name: "AuthenticationError", code: "APIG.0301", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a user of IAM", () => {
  test.each([
    ["name", "eu-de", { name: "eu-de" }],
    ["name that looks much like an id", projectId.slice(1), { name: projectId.slice(1) }],
    ["id", projectId, { id: projectId }],
  ])("gets a token for a project by its %s", async (_, project, scope) => {
    const server = await issuer();
    await clientOf(server.url, { iam: { ...user, project } }).deleteFlinkJob({ job_id });
    const [login, call] = server.requests;
    expect(login).toMatchObject({ method: "POST", url: "/v3/auth/tokens?nocatalog=true" });
    expect(JSON.parse(login?.body ?? "")).toEqual({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: { name: user.user, password: user.password, domain: { name: user.domain } },
          },
        },
        scope: { project: scope },
      },
    });
    expect(call && tokenOf(call)).toBe("token-1");
    expect(call?.headers).not.toHaveProperty("x-project-id");
  });

  test("gets one token for many calls at the same time, from the address that is given for it", async () => {
    const service = await serve(() => deleted);
    const iam = await issuer();
    const dli = clientOf(service.url, { iam: { ...user, baseUrl: iam.url } });
    await Promise.all(Array.from({ length: 20 }, () => dli.deleteFlinkJob({ job_id })));
    expect([iam.requests.length, service.requests.length]).toEqual([1, 20]);
  });

  test("gets another token shortly before the first ends, by the issuer's times", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const server = await issuer();
    const dli = clientOf(server.url, { iam: user });
    for (const minutes of [0, 24 * 60 - 2, 1.5]) {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      await dli.deleteFlinkJob({ job_id });
    }
    const calls = server.requests.filter((request) => !isTokenCall(request));
    expect(calls.map(tokenOf)).toEqual(["token-1", "token-1", "token-2"]);
  });

  test.each(["APIG.0301", "APIG.0307"])(
    "gets another token, once, when %s refuses the first",
    async (code) => {
      const server = await issuer((request) => (tokenOf(request) === "token-1" ? refusal(code) : deleted));
      const dli = clientOf(server.url, { iam: user });
      await Promise.all([1, 2, 3].map(() => dli.deleteFlinkJob({ job_id })));
      expect(server.requests.filter(isTokenCall)).toHaveLength(2);
      const refusing = await issuer(() => refusal(code));
      const call = clientOf(refusing.url, { iam: user }).deleteFlinkJob({ job_id });
      await expect(call).rejects.toMatchObject({ name: "AuthenticationError", code, attempts: 2 });
      expect(refusing.requests.filter(isTokenCall)).toHaveLength(2);
    },
  );

  test("whose password is wrong is told so under the token call, once, without the password", async () => {
    const error = { code: 401, message: "Wrong: correct-horse", title: "Unauthorized" };
    const server = await serve(() => ({ status: 401, body: { error } }));
    const caught = await clientOf(server.url, { iam: user })
      .deleteFlinkJob({ job_id })
      .catch((e: unknown) => e);
    expect(caught).toBeInstanceOf(AuthenticationError);
    expect(caught).toMatchObject({
      provider: "huawei-auth",
      operation: "createToken",
      message: "huawei-auth createToken: 401: Wrong: [redacted]",
    });
    expect(`${JSON.stringify(caught)} ${(caught as Error).stack}`).not.toContain("correct-horse");
    expect(server.requests).toHaveLength(1);
  });

  test("meets a ResponseFormatError if the answer has no token", async () => {
    const server = await issuer(undefined, { headers: {} });
    const error = await clientOf(server.url, { iam: user })
      .deleteFlinkJob({ job_id })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({
      operation: "createToken",
      status: 201,
      message: "huawei-auth createToken: 201: expected the token in the header X-Subject-Token, got none",
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ["no times", { token: {} }],
    ["times that are none", { token: { issued_at: "", expires_at: "never" } }],
    ["nothing", {}],
    ["null", "null"],
  ])("keeps a token whose answer tells %s of it", async (_, body) => {
    const server = await issuer(undefined, { body });
    const dli = clientOf(server.url, { iam: user });
    await dli.deleteFlinkJob({ job_id });
    await dli.deleteFlinkJob({ job_id });
    expect(server.requests.filter(isTokenCall)).toHaveLength(1);
  });
});

test("a call for another project is signed for that project", async () => {
  const server = await serve(() => deleted);
  const client = clientOf(server.url, { accessKey: "AK", secretKey: "the-secret-key" });
  await client.deleteFlinkJob({ job_id, project_id: "another-project" });
  await client.deleteFlinkJob({ job_id });
  expect(server.requests.map(({ headers }) => headers["x-project-id"])).toEqual([
    "another-project",
    projectId,
  ]);
});

test("a token may take longer than the client's timeout, if the call's own gives it the time", async () => {
  const server = await startServer((response, { url }) => {
    if (!url.startsWith("/v3/auth/tokens")) return json(response, { is_success: true });
    setTimeout(() => json(response, { token: {} }, 201, { "X-Subject-Token": "the-token" }), 200);
  });
  const client = createHuaweiDliClient({ projectId, auth: { iam: user }, baseUrl: server.url, timeout: 100 });
  await expect(client.deleteFlinkJob({ job_id }, { timeout: 5_000 })).resolves.toEqual({ is_success: true });
});

test("the service's own headers do not go to IAM", async () => {
  const server = await issuer();
  const options = { projectId, auth: { iam: user }, baseUrl: server.url, headers: { "X-Mine": "1" } };
  await createHuaweiDliClient(options).deleteFlinkJob({ job_id });
  expect(server.requests.map(({ headers }) => headers["x-mine"])).toEqual([undefined, "1"]);
});
