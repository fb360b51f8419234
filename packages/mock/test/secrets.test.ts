/** No credential of any client shows, whatever goes wrong. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { type BigChangeCredentials, createBigChangeClient } from "@jobwire/bigchange";
import { type Call, type Cielo24Credentials, createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { isJobwireError, type LogEvent } from "@jobwire/core";
import { createHuaweiDliClient, type HuaweiAuth } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const runs = 10_000;

/** The word by which any part of a credential would be found, and the same within base64. */
const word = "Canary";
const traces = [/canary/i, /Q2FuYXJ5/];

/** A credential as a header can carry it, or as a host name can. */
const canary = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .string({ unit: fc.constantFrom(..."abcXYZ019+/=&?%#\"'\\<>:;,.~é "), minLength: 4, maxLength: 20 })
      .map((text) => `${word}${text}End`),
  },
  fc
    .string({ unit: fc.constantFrom(..."abcxyz019-"), minLength: 4, maxLength: 20 })
    .map((text) => `${word.toLowerCase()}${text}end`),
);

/** What the server does to a request; `echo` is put into the answer, in the form that an echo would have. */
const fault = fc.record({
  status: fc.constantFrom(200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503),
  shape: fc.constantFrom(
    "json",
    "tencent",
    "problem",
    "nested",
    "array",
    "string",
    "html",
    "text",
    "cut",
    "reset",
    "empty",
  ),
  form: fc.constantFrom("plain", "url", "base64", "json"),
  inHeader: fc.boolean(),
  inStatusText: fc.boolean(),
  location: fc.constantFrom("here", "elsewhere", "path", "host"),
  /** Whether a token is given, so that the fault is that of the call itself. */
  loginWorks: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
});
type Fault = typeof fault extends fc.Arbitrary<infer Value> ? Value : never;

/** How a call is made. */
const way = fc.record({
  by: fc.constantFrom("name", "full", "path"),
  retried: fc.integer({ min: 0, max: 4 }),
});

/** Each way to make the same call. */
interface Scenario {
  readonly secrets: readonly string[];
  /** Whether a token is fetched first. */
  readonly fetches?: boolean;
  calls(common: Common): { byName(): Call<unknown>; byPath(): Promise<Raw> };
}
interface Common {
  readonly baseUrl: string;
  readonly logger: (event: LogEvent) => void;
  readonly retries: number;
}
interface Raw {
  readonly error?: unknown;
  readonly response: Response;
}

const id = "64bea283eff6475ea6596027a6ba0929";

function cielo24(credentials: Cielo24Credentials): Scenario["calls"] {
  return (common) => {
    const client = createCielo24Client({ ...credentials, ...common });
    return {
      byName: () => client.deleteJob({ job_id: id }),
      byPath: () => client.raw.GET("/api/job/delete", { params: { query: { job_id: id } } }),
    };
  };
}

function bigChange(credentials: BigChangeCredentials): Scenario["calls"] {
  return (common) => {
    const client = createBigChangeClient({ ...credentials, customerId: 1, ...common });
    return {
      byName: () => client.cancelJob({ jobId: 1 }),
      byPath: () => client.raw.PUT("/v1/jobs/{jobId}/cancel", { params: { path: { jobId: "1" } } }),
    };
  };
}

function huaweiDli(auth: HuaweiAuth): Scenario["calls"] {
  return (common) => {
    const client = createHuaweiDliClient({ projectId: "p", auth, ...common });
    const path = { project_id: "p", job_id: "1" };
    return {
      byName: () => client.deleteFlinkJob({ job_id: 1 }),
      byPath: () => client.raw.DELETE("/v1.0/{project_id}/streaming/jobs/{job_id}", { params: { path } }),
    };
  };
}

const scenarios: readonly ((one: string, two: string) => Scenario)[] = [
  (apiToken) => ({ secrets: [apiToken], calls: cielo24({ apiToken }) }),
  (password) => ({ secrets: [password], fetches: true, calls: cielo24({ username: "user", password }) }),
  (secretKey, token) => ({
    secrets: [secretKey, token],
    calls(common) {
      const client = createTencentBatchClient({ secretId: "AKID", secretKey, token, ...common });
      return {
        byName: () => client.deleteJob({ JobId: "job-1" }),
        byPath: () => client.raw.POST("/#X-TC-Action=DeleteJob", { body: { JobId: "job-1" } }),
      };
    },
  }),
  (secretKey, securityToken) => ({
    secrets: [secretKey, securityToken],
    calls: huaweiDli({ accessKey: "AK", secretKey, securityToken }),
  }),
  (password) => ({
    secrets: [password],
    fetches: true,
    calls: huaweiDli({ iam: { domain: "d", user: "user", password, project: "eu-de" } }),
  }),
  (clientSecret) => ({
    secrets: [clientSecret],
    fetches: true,
    calls: bigChange({ clientId: "app", clientSecret }),
  }),
  (accessToken) => ({ secrets: [accessToken], calls: bigChange({ accessToken }) }),
  (token) => ({
    secrets: [token],
    calls(common) {
      const client = createCodeArtsBuildClient({ auth: { token }, ...common });
      return {
        byName: () => client.deleteBuildJob({ job_id: id }),
        byPath: () => client.raw.POST("/v3/jobs/{job_id}/delete", { params: { path: { job_id: id } } }),
      };
    },
  }),
];

const forms: Record<Fault["form"], (text: string) => string> = {
  plain: (text) => text,
  url: encodeURIComponent,
  base64: (text) => Buffer.from(text).toString("base64"),
  json: (text) => JSON.stringify(text).slice(1, -1),
};

const bodies: Partial<Record<Fault["shape"], (echo: string) => string>> = {
  json: (echo) =>
    JSON.stringify({
      error_code: "X.1",
      error_msg: echo,
      ErrorType: "X",
      ErrorComment: echo,
      [echo]: [echo],
    }),
  tencent: (echo) => JSON.stringify({ Response: { Error: { Code: echo, Message: echo }, RequestId: echo } }),
  problem: (echo) => JSON.stringify({ title: echo, detail: echo, errors: { field: [echo] } }),
  nested: (echo) => JSON.stringify({ error: { code: "X", reason: echo }, request_id: echo, status: "error" }),
  array: (echo) => JSON.stringify([{ error_code: "X.1", error_msg: echo }]),
  string: (echo) => JSON.stringify(echo),
  html: (echo) => `<html><body>Cannot GET /?api_token=${echo}</body></html>`,
  text: (echo) => `upstream said ${echo}`,
};

let server: Server;
let other: Server;
let now: { fault: Fault; echo: string; plain: string; host: string; token: string | undefined };
const reached: string[] = [];
const seen = { failures: 0, afterLogin: 0, retries: 0, responses: 0, rawErrors: 0 };
const address = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;

/** Gives the token, as each provider does. */
function logIn(response: ServerResponse, path: string | undefined, token: string): void {
  const times = { issued_at: "2026-01-01T00:00:00.000000Z", expires_at: "2026-01-02T00:00:00.000000Z" };
  if (path === "/v3/auth/tokens") response.writeHead(201, { "X-Subject-Token": token });
  response.end(
    JSON.stringify({
      ApiToken: token,
      access_token: token,
      token_type: "Bearer",
      expires_in: 3600,
      token: times,
    }),
  );
}

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const { fault, echo, plain, host, token } = now;
    const [path] = (request.url ?? "").split("?");
    if (/^(\/api\/account\/login|(\/v3)?\/auth\/tokens)$/.test(path ?? "")) {
      if (token !== undefined) return logIn(response, path, token);
    } else if (token !== undefined) seen.afterLogin++;
    const { status, shape, inHeader, inStatusText, location } = fault;
    if (shape === "reset") return request.socket.destroy();
    const encoded = encodeURIComponent(fault.form === "json" ? plain : echo);
    const locations = {
      here: "/v1/elsewhere",
      elsewhere: address(other),
      path: `${address(other)}/${encoded}/`,
      host: `http://${host}.localhost:1/${encoded}`,
    };
    if (status === 301 || status === 302)
      response.setHeader("Location", `${locations[location]}?token=${encoded}`);
    if (inHeader) response.setHeader("X-Request-Id", encoded);
    if (inStatusText && /^[ -~]*$/.test(echo)) response.statusMessage = echo;
    response.setHeader("Retry-After", "0");
    response.statusCode = status;
    if (shape === "cut") {
      response.setHeader("Content-Length", "1000");
      return response.write(echo, () => request.socket.destroy());
    }
    response.end(status === 204 ? "" : bodies[shape]?.(echo));
  });
  other = createServer((request, response) => {
    reached.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end("{}");
  });
  for (const each of [server, other]) await new Promise<void>((done) => each.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  vi.restoreAllMocks();
  for (const each of [server, other]) {
    each.close();
    each.closeAllConnections();
  }
});

const everything = (value: unknown) =>
  inspect(value, { depth: Infinity, showHidden: true, maxStringLength: null });

/** All that is told of an answer, but for the data of a success. */
const headOf = (response: Response) =>
  `${everything(response)} ${response.statusText} ${JSON.stringify([...response.headers])}`;

/** All that is told of an error. */
function told(error: unknown): string {
  seen.failures++;
  if (!isJobwireError(error)) throw new Error("no error of ours", { cause: error });
  return [error.message, error.stack, JSON.stringify(error), everything(error)].join("\n");
}

/** Makes the call, and gives what it shows. */
async function shownBy({ byName, byPath }: ReturnType<Scenario["calls"]>, by: string): Promise<string> {
  try {
    if (by === "name") {
      await byName();
      return "";
    }
    if (by === "full") {
      const { response, requestId } = await byName().withResponse();
      seen.responses++;
      return `${headOf(response)} ${requestId}`;
    }
    const { error, response } = await byPath();
    if (error === undefined) return headOf(response);
    seen.failures++;
    seen.rawErrors++;
    return `${everything(error)} ${JSON.stringify(error)} ${headOf(response)}`;
  } catch (error) {
    return told(error);
  }
}

test(`${runs} failures of all kinds show no credential, and nothing reaches another origin`, async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: scenarios.length - 1 }),
    fc.tuple(canary, canary, canary),
    fault,
    way,
    async (index, [one, two, issued], fault, { by, retried }) => {
      const { secrets, fetches, calls } = (scenarios[index] as (typeof scenarios)[number])(one, two);
      const token = fetches && fault.loginWorks ? issued : undefined;
      const all = token === undefined ? secrets : [...secrets, token];
      const host = all.find((secret) => /^[a-z0-9-]+$/.test(secret)) ?? "host";
      const plain = all.join(" and ");
      now = { fault, echo: forms[fault.form](plain), plain, host, token };
      const events: LogEvent[] = [];
      const logger = (event: LogEvent) => events.push(event);
      const retries = retried === 0 ? 1 : 0;
      const shown = await shownBy(calls({ baseUrl: address(server), logger, retries }), by);
      if (events.some(({ type }) => type === "retry")) seen.retries++;
      const text = `${shown}\n${JSON.stringify(events)}`;
      for (const trace of [
        ...traces,
        ...all.flatMap((secret) => Object.values(forms).map((form) => form(secret))),
      ]) {
        const found = typeof trace === "string" ? text.includes(trace) : trace.test(text);
        if (found) throw new Error(`${trace} of ${JSON.stringify(all)} shows in ${text}`);
      }
    },
  );
  vi.spyOn(Math, "random").mockReturnValue(0); // no backoff
  await fc.assert(property, { numRuns: runs + 1_500 });
  expect(seen.failures).toBeGreaterThanOrEqual(runs);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 100);
  expect(reached).toEqual([]);
}, 180_000);
