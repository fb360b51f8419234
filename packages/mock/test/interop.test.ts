/** The official SDK of Tencent Cloud, which knows nothing of us, against the mock. */
import { Agent } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type MockOptions, startMock } from "../src/index.ts";
import { installed } from "./installed.ts";
import { type Exampled, located, type Spec, specs } from "./spec.ts";

/** As much of the SDK as is used here. */
interface Sdk {
  Client: new (config: {
    credential: { secretId?: string | undefined; secretKey?: string | undefined; token?: string };
    region: string;
    profile: { signMethod: string; language?: string; httpProfile: HttpProfile };
  }) => Record<string, (input: object) => Promise<{ RequestId: string }>> & {
    DeleteJob(input: { JobId?: string }): Promise<{ RequestId: string }>;
  };
  /** `code` is the provider's; where the status is not 200, there is only `httpCode`. */
  Exception: new () => Error & { code?: string; httpCode?: number; requestId: string };
}

interface HttpProfile {
  reqMethod: string;
  endpoint: string;
  protocol: string;
  agent?: Agent;
}

/** What a test wants otherwise than usual, of the client and of the mock. */
interface Given {
  credential?: object;
  options?: MockOptions;
  profile?: Partial<HttpProfile>;
  language?: string;
}

let sdk: Sdk;

beforeAll(async () => {
  vi.stubEnv("http_proxy", ""); // the SDK would use it for 127.0.0.1, too
  const sdkFolder = join(await installed("tencent"), "tencentcloud-sdk-nodejs/tencentcloud");
  const load = createRequire(import.meta.url);
  const { Client } = load(join(sdkFolder, "services/batch")).batch.v20170312;
  const { default: Exception } = load(join(sdkFolder, "common/exception/tencent_cloud_sdk_exception"));
  sdk = { Client, Exception };
}, 180_000);

/** How the SDK can sign and send. The first is its default. */
const forms = [
  { signMethod: "TC3-HMAC-SHA256", reqMethod: "POST" },
  { signMethod: "TC3-HMAC-SHA256", reqMethod: "GET" },
  { signMethod: "HmacSHA1", reqMethod: "POST" },
  { signMethod: "HmacSHA1", reqMethod: "GET" },
  { signMethod: "HmacSHA256", reqMethod: "POST" },
  { signMethod: "HmacSHA256", reqMethod: "GET" },
] as const;

/** A call that the spec has an example of, and the success that it shows for it. */
interface SuccessfulCall {
  readonly action: string;
  readonly operation: string;
  readonly example: string;
  readonly input: object;
  readonly answer: object;
}

const spec = specs.get("tencent-batch") as Spec;

/** Every example of an input that has the name of a success. */
const calls = located(spec).flatMap(({ path, operation }): SuccessfulCall[] => {
  const named = (content: Record<string, Exampled> = {}) =>
    Object.entries(content["application/json"]?.examples ?? {});
  const answers = new Map(named(operation.responses["200"]?.content));
  return named(operation.requestBody?.content).flatMap(([example, { value: input }]) => {
    const { Response: answer } = (answers.get(example)?.value ?? {}) as { Response?: object };
    if (!answer || "Error" in answer) return [];
    const action = path.replace(/^.*=/, "");
    return [{ action, operation: operation.operationId, example, input: input as object, answer }];
  });
});

/** By GET no more than 32 KB can be sent; of these the parameters of v1 beside the action's own take some. */
const mostByGet = 30 * 1024;

/** As its lists and objects are flattened in a query. */
function lengthInQuery(value: unknown, name = ""): number {
  if (typeof value !== "object" || value === null) {
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}&`.length;
  }
  const members = Object.entries(value).map(([step, member]) =>
    lengthInQuery(member, name === "" ? step : `${name}.${step}`),
  );
  return members.reduce((total, length) => total + length, 0);
}

test("the spec has a success, with an input, for every action", () => {
  const actions = located(spec).map(({ path }) => path.replace(/^.*=/, ""));
  expect([...new Set(calls.map(({ action }) => action))]).toEqual(actions);
});

describe.each(forms)("the official SDK of Tencent Cloud, $signMethod by $reqMethod", (form) => {
  /** Starts a mock, and a client that knows its credentials unless others are given. */
  async function start({ credential = {}, options = {}, profile = {}, language }: Given = {}) {
    const mock = await startMock("tencent-batch", options);
    const { signMethod, reqMethod } = form;
    const endpoint = new URL(mock.url).host;
    const httpProfile = { reqMethod, endpoint, protocol: "http://", ...profile };
    const client = new sdk.Client({
      credential: { ...mock.credentials, ...credential },
      region: "ap-guangzhou",
      profile: { signMethod, httpProfile, ...(language !== undefined && { language }) },
    });
    return { mock, client, [Symbol.asyncDispose]: () => mock.close() };
  }

  async function failureOf(call: Promise<unknown>) {
    const failure = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(sdk.Exception);
    return failure as InstanceType<Sdk["Exception"]>;
  }

  test("calls every action, with every example that succeeds", async () => {
    await using started = await start();
    const { mock, client } = started;
    const sendable = calls.filter(
      ({ input }) => form.reqMethod === "POST" || lengthInQuery(input) <= mostByGet,
    );
    const outcomes: object[] = [];
    for (const { action, operation, example, input } of sendable) {
      const answer = await client[action]?.(structuredClone(input)).catch(String);
      const { operation: routed, method, violations } = mock.requests.at(-1) ?? {};
      outcomes.push({ action, operation, example, answer, routed, method, violations });
    }
    expect(outcomes).toEqual(
      sendable.map(({ action, operation, example, answer }) => ({
        action,
        operation,
        example,
        answer: { ...answer, RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        routed: operation,
        method: form.reqMethod,
        violations: [],
      })),
    );
    expect(mock.requests).toHaveLength(sendable.length);
  });

  test("deletes a job", async () => {
    await using started = await start();
    const { RequestId } = await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(RequestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(started.mock.requests).toMatchObject([
      { operation: "deleteJob", method: form.reqMethod, status: 200, violations: [] },
    ]);
  });

  test("deletes a job by a temporary key", async () => {
    const token = "temporary==";
    await using started = await start({ credential: { token }, options: { credentials: { token } } });
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(started.mock.violations).toEqual([]);
  });

  test.each([
    "batch.tencentcloudapi.com",
    "batch.ap-shanghai.tencentcloudapi.com",
    "batch.intl.tencentcloudapi.com",
  ])("deletes a job at the provider's own host name %s", async (endpoint) => {
    class ToTheMock extends Agent {
      override createConnection() {
        const { hostname, port } = new URL(started.mock.url);
        return connect(Number(port), hostname);
      }
    }
    await using started = await start({ profile: { endpoint, agent: new ToTheMock() } });
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(started.mock.requests).toMatchObject([{ headers: { host: endpoint }, violations: [] }]);
  });

  test.each(["zh-CN", "en-US"])("deletes a job, and wants to hear of it in %s", async (language) => {
    await using started = await start({ language });
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(started.mock.violations).toEqual([]);
  });

  const minutes = 60_000;
  test.each([
    ["a wrong key", "AuthFailure.SignatureFailure", { secretKey: "another" }, {}],
    ["an unknown key", "AuthFailure.SecretIdNotFound", { secretId: "AKIDOTHER" }, {}],
    ["a clock that is slow", "AuthFailure.SignatureExpire", {}, { now: () => Date.now() + 6 * minutes }],
    ["a clock that is fast", "AuthFailure.SignatureExpire", {}, { now: () => Date.now() - 6 * minutes }],
    ["a token that these keys have not", "AuthFailure.TokenFailure", { token: "other" }, {}],
  ])("is refused for %s: %s", async (_, code, credential, options) => {
    await using started = await start({ credential, options });
    const failure = await failureOf(started.client.DeleteJob({ JobId: "job-f5da1edl" }));
    expect(failure).toMatchObject({ code, requestId: expect.stringMatching(/\S/) });
    expect(started.mock.requests).toMatchObject([{ status: 200, violations: [{ at: "credentials" }] }]);
  });

  test.each([
    ["an unknown job", "job-8q2mzx4k", "ResourceNotFound.Job"],
    ["a job that still runs", "job-r7wd93bn", "UnsupportedOperation"],
    ["no job", undefined, "MissingParameter"],
  ])("hears of %s", async (_, JobId, code) => {
    await using started = await start();
    const failure = await failureOf(started.client.DeleteJob(JobId === undefined ? {} : { JobId }));
    expect(failure).toMatchObject({ code, requestId: expect.stringMatching(/\S/) });
  });

  test("hears that it asks too often, and then goes on", async () => {
    await using started = await start();
    started.mock.respond("deleteJob", { example: "throttled" });
    const failure = await failureOf(started.client.DeleteJob({ JobId: "job-f5da1edl" }));
    expect(failure.code).toBe("RequestLimitExceeded");
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
  });

  test("meets a gateway that fails", async () => {
    await using started = await start();
    started.mock.fail("deleteJob", "bad-gateway");
    const failure = await failureOf(started.client.DeleteJob({ JobId: "job-f5da1edl" }));
    expect(failure).toMatchObject({ httpCode: 502, message: "Bad Gateway" });
  });

  test("meets a connection that breaks", async () => {
    await using started = await start();
    started.mock.fail("deleteJob", "reset");
    const failure = await failureOf(started.client.DeleteJob({ JobId: "job-f5da1edl" }));
    expect(failure.message).toContain("ECONNRESET");
  });
});
