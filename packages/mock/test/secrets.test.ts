/** No credential of any client shows, whatever goes wrong. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { isJobwireError, type LogEvent } from "@jobwire/core";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

const runs = 10_000;

/** A credential as a header can carry it; every one begins with a word by which a part of it would be found. */
const canary = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019+/=&?%#\"'\\<>:;,.~é "), minLength: 4, maxLength: 20 })
  .map((text) => `Canary${text}End`);

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
  elsewhere: fc.boolean(),
});
type Fault = typeof fault extends fc.Arbitrary<infer Value> ? Value : never;

interface Scenario {
  readonly secrets: readonly string[];
  call(baseUrl: string, logger: (event: LogEvent) => void): PromiseLike<unknown>;
}

const id = "64bea283eff6475ea6596027a6ba0929";
const common = { retries: 0 };

const scenarios: readonly ((one: string, two: string) => Scenario)[] = [
  (apiToken) => ({
    secrets: [apiToken],
    call: (baseUrl, logger) =>
      createCielo24Client({ apiToken, baseUrl, logger, ...common }).deleteJob({ job_id: id }),
  }),
  (password, username) => ({
    secrets: [password],
    call: (baseUrl, logger) =>
      createCielo24Client({ username, password, baseUrl, logger, ...common }).deleteJob({ job_id: id }),
  }),
  (secretKey, token) => ({
    secrets: [secretKey, token],
    call: (baseUrl, logger) =>
      createTencentBatchClient({ secretId: "AKID", secretKey, token, baseUrl, logger, ...common }).deleteJob({
        JobId: "job-1",
      }),
  }),
  (secretKey, securityToken) => ({
    secrets: [secretKey, securityToken],
    call(baseUrl, logger) {
      const auth = { accessKey: "AK", secretKey, securityToken };
      return createHuaweiDliClient({ projectId: "p", auth, baseUrl, logger, ...common }).deleteFlinkJob({
        job_id: 1,
      });
    },
  }),
  (password, user) => ({
    secrets: [password],
    call(baseUrl, logger) {
      const auth = { iam: { domain: "d", user, password, project: "eu-de" } };
      return createHuaweiDliClient({ projectId: "p", auth, baseUrl, logger, ...common }).deleteFlinkJob({
        job_id: 1,
      });
    },
  }),
  (clientSecret) => ({
    secrets: [clientSecret],
    call: (baseUrl, logger) =>
      createBigChangeClient({
        clientId: "app",
        clientSecret,
        customerId: 1,
        baseUrl,
        logger,
        ...common,
      }).cancelJob({
        jobId: 1,
      }),
  }),
  (accessToken) => ({
    secrets: [accessToken],
    call: (baseUrl, logger) =>
      createBigChangeClient({ accessToken, customerId: 1, baseUrl, logger, ...common }).cancelJob({
        jobId: 1,
      }),
  }),
  (token) => ({
    secrets: [token],
    call: (baseUrl, logger) =>
      createCodeArtsBuildClient({ auth: { token }, baseUrl, logger, ...common }).deleteBuildJob({
        job_id: id,
      }),
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
let now: { fault: Fault; echo: string };
const reached: string[] = [];
const address = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const { fault, echo } = now;
    const { status, shape, inHeader, elsewhere } = fault;
    if (shape === "reset") return request.socket.destroy();
    const location = elsewhere ? address(other) : "/v1/elsewhere";
    if (status === 301 || status === 302)
      response.setHeader("Location", `${location}?token=${encodeURIComponent(echo)}`);
    if (inHeader) response.setHeader("X-Request-Id", encodeURIComponent(echo));
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
  for (const each of [server, other]) {
    each.close();
    each.closeAllConnections();
  }
});

test(`${runs} failures of all kinds show no credential, and nothing reaches another origin`, async () => {
  let failures = 0;
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: scenarios.length - 1 }),
    canary,
    canary,
    fault,
    async (index, one, two, fault) => {
      const { secrets, call } = (scenarios[index] as (typeof scenarios)[number])(one.trim(), two.trim());
      now = { fault, echo: forms[fault.form](secrets.join(" and ")) };
      const events: LogEvent[] = [];
      const error: unknown = await call(address(server), (event) => events.push(event)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const shown = [JSON.stringify(events)];
      if (error !== undefined) {
        failures++;
        expect(isJobwireError(error)).toBe(true);
        const { message, stack } = error as Error;
        shown.push(
          message,
          stack ?? "",
          JSON.stringify(error),
          inspect(error, { depth: Infinity, showHidden: true }),
        );
      }
      const text = shown.join("\n");
      for (const secret of secrets) {
        for (const form of Object.values(forms)) {
          expect(text.includes(form(secret)), `${form(secret)} shows in ${text}`).toBe(false);
        }
      }
    },
  );
  await fc.assert(property, { numRuns: runs + 2_500, seed: 20261122 });
  expect(failures).toBeGreaterThanOrEqual(runs);
  expect(reached).toEqual([]);
}, 180_000);
