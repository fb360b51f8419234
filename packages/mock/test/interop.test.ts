/** The official SDK of Tencent Cloud, which knows nothing of us, against the mock. */
import { Agent } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type MockOptions, startMock } from "../src/index.ts";
import { installed } from "./installed.ts";

/** As much of the SDK as is used here. */
interface Sdk {
  Client: new (config: {
    credential: { secretId?: string | undefined; secretKey?: string | undefined; token?: string };
    region: string;
    profile: { signMethod: string; httpProfile: HttpProfile };
  }) => { DeleteJob(input: { JobId?: string }): Promise<{ RequestId: string }> };
  /** `code` is the provider's; where the status is not 200, there is only `httpCode`. */
  Exception: new () => Error & { code?: string; httpCode?: number; requestId: string };
}

interface HttpProfile {
  reqMethod: string;
  endpoint: string;
  protocol: string;
  agent?: Agent;
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

describe.each(forms)("the official SDK of Tencent Cloud, $signMethod by $reqMethod", (form) => {
  /** Starts a mock, and a client that knows its credentials unless others are given. */
  async function start(
    credential: object = {},
    options: MockOptions = {},
    profile: Partial<HttpProfile> = {},
  ) {
    const mock = await startMock("tencent-batch", options);
    const { signMethod, reqMethod } = form;
    const endpoint = new URL(mock.url).host;
    const client = new sdk.Client({
      credential: { ...mock.credentials, ...credential },
      region: "ap-guangzhou",
      profile: { signMethod, httpProfile: { reqMethod, endpoint, protocol: "http://", ...profile } },
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
    await using started = await start({ token }, { credentials: { token } });
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(started.mock.violations).toEqual([]);
  });

  test("deletes a job at the provider's own host name", async () => {
    class ToTheMock extends Agent {
      override createConnection() {
        const { hostname, port } = new URL(started.mock.url);
        return connect(Number(port), hostname);
      }
    }
    const endpoint = "batch.tencentcloudapi.com";
    await using started = await start({}, {}, { endpoint, agent: new ToTheMock() });
    await started.client.DeleteJob({ JobId: "job-f5da1edl" });
    expect(started.mock.requests).toMatchObject([{ headers: { host: endpoint }, violations: [] }]);
  });

  const minutes = 60_000;
  test.each([
    ["a wrong key", "AuthFailure.SignatureFailure", { secretKey: "another" }, {}],
    ["an unknown key", "AuthFailure.SecretIdNotFound", { secretId: "AKIDOTHER" }, {}],
    ["a clock that is slow", "AuthFailure.SignatureExpire", {}, { now: () => Date.now() + 6 * minutes }],
    ["a clock that is fast", "AuthFailure.SignatureExpire", {}, { now: () => Date.now() - 6 * minutes }],
    ["a token that these keys have not", "AuthFailure.TokenFailure", { token: "other" }, {}],
  ])("is refused for %s: %s", async (_, code, credential, options) => {
    await using started = await start(credential, options);
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
