/** The mock knows its callers as the providers do. Signatures have a test of their own. */

import { type BigChangeOptions, createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { AuthenticationError, type JobwireError, NotFoundError, PermissionDeniedError } from "@jobwire/core";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { signedV1 } from "./sign-v1.ts";

const hour = 3_600_000;

/** Mocks of one provider whose clock the test sets. */
function mockFor(provider: string, credentials: Record<string, string> = {}) {
  const clock = { now: Date.now() };
  const held: { mock?: Mock } = {};
  beforeAll(async () => {
    held.mock = await startMock(provider, { now: () => clock.now, credentials });
  });
  afterAll(() => held.mock?.close());
  return {
    clock,
    get mock() {
      return held.mock as Mock;
    },
  };
}

async function failureOf(call: PromiseLike<unknown>): Promise<JobwireError> {
  return call.then(
    (data) => expect.fail(`expected a failure, got ${JSON.stringify(data)}`),
    (error: unknown) => error as JobwireError,
  );
}

describe("tencent-batch", () => {
  const on = mockFor("tencent-batch", { secretId: "AKIDOWN", secretKey: "own-key", token: "own-token" });
  const key = { secretId: "AKIDOWN", secretKey: "own-key", token: "own-token" };
  const deleteJob = (credentials: object) =>
    createTencentBatchClient({ ...key, ...credentials, baseUrl: on.mock.url, retries: 0 }).deleteJob({
      JobId: "job-f5da1edl",
    });

  test("the right key and token", async () => {
    await deleteJob({});
    expect(on.mock.requests.at(-1)).toMatchObject({ operation: "deleteJob", violations: [] });
  });

  test.each([
    [{ secretId: "AKIDOTHER" }, "AuthFailure.SecretIdNotFound"],
    [{ secretKey: "other-key" }, "AuthFailure.SignatureFailure"],
    [{ token: "other-token" }, "AuthFailure.TokenFailure"],
    [{ token: undefined }, "AuthFailure.TokenFailure"],
  ])("%j", async (credentials, code) => {
    const error = await failureOf(deleteJob(credentials));
    expect(error).toMatchObject({ code, status: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(on.mock.violations.at(-1)).toMatchObject({ operation: "deleteJob", at: "credentials" });
  });

  test.each(["TokenFailure", "SecretIdNotFound"])(
    "keys that expire between two calls: %s",
    async (reason) => {
      const Code = `AuthFailure.${reason}`;
      const before = on.mock.violations.length;
      const body = { Response: { Error: { Code, Message: "The keys are too old." }, RequestId: "1" } };
      on.mock.respond("deleteJob", { body });
      expect(await failureOf(deleteJob({}))).toMatchObject({
        code: Code,
        message: expect.stringContaining("too old"),
      });
      await deleteJob({});
      expect(on.mock.violations).toHaveLength(before); // who could have known?
    },
  );

  test.each(["TokenFailure", "SecretIdNotFound"])("a client that gets new keys: %s", async (reason) => {
    const Code = `AuthFailure.${reason}`;
    const before = on.mock.requests.length;
    let got = 0;
    const credentials = () => {
      got += 1;
      return key;
    };
    const error = { Code, Message: "The keys are too old." };
    on.mock.respond("deleteJob", { body: { Response: { Error: error, RequestId: "1" } } });
    await createTencentBatchClient({ credentials, baseUrl: on.mock.url }).deleteJob({
      JobId: "job-f5da1edl",
    });
    expect(got).toBe(2);
    expect(on.mock.requests.slice(before).map(({ violations }) => violations)).toEqual([[], []]);
  });

  test("a clock that is off: one signature more, by the date of the answer", async () => {
    on.clock.now = Date.now() + hour;
    const before = on.mock.requests.length;
    await deleteJob({});
    const [late, right, ...more] = on.mock.requests.slice(before);
    expect(late?.violations[0]?.message).toMatch(/^X-TC-Timestamp is \d+ s behind the mock's clock/);
    expect(right?.violations).toEqual([]);
    expect(more).toEqual([]);
    on.clock.now = Date.now();
  });

  describe("in the form v1", () => {
    const query =
      "Action=DeleteJob&Version=2017-03-12&Region=ap-guangzhou&Token=own-token&JobId=job-f5da1edl";
    const get = async (signed: string) => {
      const response = await fetch(`${on.mock.url}/?${signed}`);
      return { violations: response.headers.get("jobwire-violations"), body: await response.json() };
    };
    const host = () => new URL(on.mock.url).host;

    test.each(["HmacSHA1", "HmacSHA256"])("GET, %s", async (hash) => {
      const answer = await get(signedV1(query, host(), key, { hash }));
      expect(answer).toEqual({ violations: null, body: { Response: { RequestId: expect.any(String) } } });
    });

    test("POST of a form", async () => {
      const body = new URLSearchParams(signedV1(query, host(), key, { method: "POST" }));
      const response = await fetch(on.mock.url, { method: "POST", body });
      expect(await response.json()).toEqual({ Response: { RequestId: expect.any(String) } });
    });

    test.each([
      ["a changed parameter", (signed: string) => signed.replace("f5da1edl", "f5da1edm"), "SignatureFailure"],
      ["no signature", () => query, "InvalidAuthorization"],
      ["another key", (signed: string) => signed.replace("AKIDOWN", "AKIDOTHER"), "SecretIdNotFound"],
    ])("%s", async (_, change, code) => {
      const { body } = await get(change(signedV1(query, host(), key)));
      expect(body.Response.Error.Code).toBe(`AuthFailure.${code}`);
    });

    test("an old signature", async () => {
      const { body } = await get(signedV1(query, host(), key, { now: on.clock.now - 301_000 }));
      expect(body.Response.Error.Code).toBe("AuthFailure.SignatureExpire");
    });

    test("an unknown action, and a parameter that the action has not", async () => {
      const answer = await get(signedV1(query.replace("DeleteJob", "DeleteJobs"), host(), key));
      expect(answer.body.Response.Error).toMatchObject({
        Code: "InvalidAction",
        Message: 'header.x-tc-action: expected an action of the API, such as DeleteJob, got "DeleteJobs"',
      });
      const other = await get(signedV1(`${query}&Jobid=1`, host(), key));
      expect(other.body.Response.Error).toMatchObject({
        Code: "UnknownParameter",
        Message: "body.Jobid: is unknown, expected some of JobId",
      });
    });
  });
});

describe.each(["huawei-dli", "codearts-build"])("%s", (provider) => {
  const on = mockFor(provider);
  const remove = (auth: object) => {
    const options = { baseUrl: on.mock.url, auth: auth as { token: string }, retries: 0 };
    return provider === "huawei-dli"
      ? createHuaweiDliClient({ ...options, projectId: "p" }).deleteFlinkJob({ job_id: 138 })
      : createCodeArtsBuildClient(options).deleteBuildJob({ job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" });
  };
  const gateway = provider === "huawei-dli" ? "APIG" : "APIGW";
  const user = () => {
    const { domain, user, password, project } = on.mock.credentials;
    return { domain, user, password, project };
  };
  const keys = () => {
    const { accessKey, secretKey } = on.mock.credentials;
    return { accessKey, secretKey };
  };

  test("the token that is documented", async () => {
    await remove({ token: on.mock.credentials.token });
  });

  test("a token that its own IAM has issued, until it expires", async () => {
    await remove({ iam: user() });
    const token = on.mock.requests.at(-1)?.headers["x-auth-token"] ?? "";
    expect(token).toMatch(/^MII[0-9a-f]{64}$/);
    await remove({ token });
    on.clock.now = Date.now() + 24 * hour;
    const error = await failureOf(remove({ token }));
    expect(error).toMatchObject({ status: 401, code: `${gateway}.0307` });
    expect(on.mock.requests.at(-1)?.violations).toEqual([]); // who could have known?
    on.clock.now = Date.now();
  });

  test("a token for no project opens nothing", async () => {
    const { domain, user, password } = on.mock.credentials;
    const person = { name: user, password, domain: { name: domain } };
    const identity = { methods: ["password"], password: { user: person } };
    const response = await fetch(`${on.mock.url}/v3/auth/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ auth: { identity } }),
    });
    expect(response.status).toBe(201);
    const token = response.headers.get("x-subject-token");
    expect(await failureOf(remove({ token }))).toMatchObject({ status: 401, code: `${gateway}.0301` });
  });

  test.each(["domain", "user", "password"])("another %s", async (name) => {
    const error = await failureOf(remove({ iam: { ...user(), [name]: "other" } }));
    expect(error).toMatchObject({ provider: "huawei-auth", status: 401 });
    expect(on.mock.violations.at(-1)).toMatchObject({
      at: "credentials",
      message: `the ${name} is another one`,
    });
  });

  test("an access key, and one with a token", async () => {
    await remove(keys());
    const error = await failureOf(remove({ ...keys(), securityToken: "own-token" }));
    expect(error).toMatchObject({ status: 401, code: `${gateway}.0301` });
    await using mock = await startMock(provider, { credentials: { securityToken: "own-token" } });
    const auth = { ...keys(), securityToken: "own-token" } as { accessKey: string; secretKey: string };
    await createHuaweiDliClient({ baseUrl: mock.url, projectId: "p", auth })
      .deleteFlinkJob({ job_id: 138 })
      .catch((error: JobwireError) => expect(error.code).toBe("APIGW.0101")); // CodeArts has no such path
    expect(mock.requests.at(-1)?.violations.filter(({ at }) => at === "credentials")).toEqual([]);
  });

  test.each([
    ["another token", { token: "other" }],
    ["another access key", { accessKey: "other", secretKey: "example-secret-key" }],
    ["another secret key", { accessKey: "AKEXAMPLE", secretKey: "other" }],
  ])("%s", async (_, auth) => {
    const error = await failureOf(remove(auth));
    expect(error).toMatchObject({ status: 401, code: `${gateway}.0301` });
    expect(error).toBeInstanceOf(AuthenticationError);
  });

  test("none", async () => {
    const path = provider === "huawei-dli" ? "/v1.0/p/streaming/jobs/1" : `/v3/jobs/${"a".repeat(32)}/delete`;
    const method = provider === "huawei-dli" ? "DELETE" : "POST";
    const response = await fetch(on.mock.url + path, { method });
    expect(response.status).toBe(401);
    expect(response.headers.get("jobwire-violations")).toContain("X-Auth-Token is missing");
  });
});

describe("bigchange", () => {
  const on = mockFor("bigchange");
  const cancel = (options: object) => {
    const { clientId, clientSecret, customerId } = on.mock.credentials;
    const own = { clientId, clientSecret, customerId, baseUrl: on.mock.url, ...options };
    return createBigChangeClient(own as unknown as BigChangeOptions).cancelJob({ jobId: 1 });
  };
  const noApplication = { clientId: undefined, clientSecret: undefined };

  test("the documented token, and one that it has issued", async () => {
    await cancel({ ...noApplication, accessToken: on.mock.credentials.accessToken });
    await cancel({});
    const [, issued] = on.mock.requests.at(-1)?.headers.authorization?.split(" ") ?? [];
    await cancel({ ...noApplication, accessToken: issued });
    on.clock.now = Date.now() + hour;
    expect(await failureOf(cancel({ ...noApplication, accessToken: issued }))).toMatchObject({ status: 401 });
    on.clock.now = Date.now();
  });

  test.each([{ clientId: "other" }, { clientSecret: "other" }])("%j", async (other) => {
    expect(await failureOf(cancel(other))).toMatchObject({ operation: "getAccessToken", status: 400 });
    expect(on.mock.violations.at(-1)?.message).toBe(
      `${Object.keys(other)[0]?.replace(/I|S/, (c) => `_${c.toLowerCase()}`)} is another one`,
    );
  });

  test("another company", async () => {
    const error = await failureOf(cancel({ customerId: 7 }));
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(on.mock.violations.at(-1)).toMatchObject({ at: "credentials" });
  });

  test("another token, and none", async () => {
    const error = await failureOf(cancel({ ...noApplication, accessToken: "other" }));
    expect(error).toMatchObject({ status: 401 });
    const response = await fetch(`${on.mock.url}/v1/jobs/1/cancel`, { method: "PUT" });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("cielo24", () => {
  const on = mockFor("cielo24");
  const id = "64bea283eff6475ea6596027a6ba0929";
  const remove = (options: object) =>
    createCielo24Client({ ...(options as { apiToken: string }), baseUrl: on.mock.url }).deleteJob({
      job_id: id,
    });
  const { username, password, secureKey } = {
    username: "john_doe",
    password: "example_password",
    secureKey: "968a8b637a5040159424872fffdb895b",
  };

  test("a session, until it is idle for an hour", async () => {
    await remove({ apiToken: on.mock.credentials.apiToken });
    await remove({ username, secureKey });
    await remove({ username, password });
    const apiToken = new URL(on.mock.requests.at(-1)?.path ?? "", "http://x").searchParams.get("api_token");
    for (let i = 0; i < 3; i++) {
      on.clock.now += 0.9 * hour;
      await remove({ apiToken });
    }
    on.clock.now += hour;
    expect(await failureOf(remove({ apiToken }))).toMatchObject({ code: "BAD_API_TOKEN", status: 400 });
    on.clock.now = Date.now();
  });

  test.each([
    { username: "other", password },
    { username, password: "other" },
    { username, secureKey: "0".repeat(32) },
  ])("%j", async (login) => {
    expect(await failureOf(remove(login))).toMatchObject({ operation: "login", code: "LOGIN_INVALID" });
  });

  test("by the query, as old clients log in", async () => {
    const login = `${on.mock.url}/api/account/login?v=1&username=${username}`;
    const { ApiToken } = await (await fetch(`${login}&password=${password}`)).json();
    expect(ApiToken).toMatch(/^[0-9a-f]{32}$/);
    await remove({ apiToken: ApiToken });
    expect((await (await fetch(login)).json()).ErrorType).toBe("MISSING_PARAMETER");
    expect((await (await fetch(`${login}&password=`)).json()).ErrorType).toBe("LOGIN_INVALID");
  });

  test("another token, and none", async () => {
    expect(await failureOf(remove({ apiToken: "other" }))).toMatchObject({ code: "BAD_API_TOKEN" });
    const response = await fetch(`${on.mock.url}/api/job/delete?v=1&job_id=${id}`);
    expect((await response.json()).ErrorType).toBe("MISSING_PARAMETER");
  });

  test("/api/job/del is answered like /api/job/delete", async () => {
    const { url, credentials } = on.mock;
    const query = (job: string) => `?v=1&api_token=${credentials.apiToken}&job_id=${job}`;
    const gone = await fetch(`${url}/api/job/del${query(id)}`);
    expect(await gone.json()).toEqual({ TaskId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const missing = await fetch(`${url}/api/job/del${query("1b7e9d40c3a84f5f9a260e8d5c71f3a2")}`);
    expect(missing.status).toBe(400);
    expect(on.mock.requests.at(-1)).toMatchObject({ operation: "deleteJob", violations: [] });
  });

  test("an error is the client's own type", async () => {
    const call = createCielo24Client({ username, password, baseUrl: on.mock.url }).deleteJob({
      job_id: "1b7e9d40c3a84f5f9a260e8d5c71f3a2",
    });
    expect(await failureOf(call)).toBeInstanceOf(NotFoundError);
  });
});
