import { createHuaweiDliClient, type HuaweiDliOptions, InvalidArgumentError } from "@jobwire/huawei-dli";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const projectId = "48cc2c48765f481480c7db940d6409d1";
const auth = { token: "MIIExample" };
const shapes =
  "auth: expected { token }, { accessKey, secretKey, securityToken? } or { iam: { domain, user, password, project } }, got";
const iam = { domain: "d", user: "u", password: "p", project: "eu-de" };

test.each<[string, unknown, string]>([
  ["no options", undefined, "options: expected an object, got undefined"],
  ["null", null, "options: expected an object, got null"],
  [
    "a misspelt option",
    { projectID: projectId, auth },
    'unknown option "projectID"; did you mean "projectId"?',
  ],
  ["no project", { auth }, "projectId: expected a non-empty string, got nothing"],
  ["a blank project", { projectId: "", auth }, "projectId: expected a non-empty string, got an empty one"],
  ["no auth", { projectId }, `${shapes} undefined`],
  ["auth that is a text", { projectId, auth: "MII" }, `${shapes} string`],
  ["auth that is null", { projectId, auth: null }, `${shapes} null`],
  ["empty auth", { projectId, auth: {} }, `${shapes} {}`],
  ["half a key", { projectId, auth: { accessKey: "a" } }, `${shapes} { accessKey }`],
  [
    "a token and a key",
    { projectId, auth: { token: "t", accessKey: "a", secretKey: "s" } },
    `${shapes} { accessKey, secretKey, token }`,
  ],
  [
    "a blank token",
    { projectId, auth: { token: " " } },
    "auth.token: expected a non-empty string, got one with blanks around it",
  ],
  ["a wrong type", { projectId, auth: { token: 1 } }, "auth.token: expected a non-empty string, got number"],
  [
    "an empty security token",
    { projectId, auth: { accessKey: "a", secretKey: "s", securityToken: "" } },
    "auth.securityToken: expected a non-empty string, got an empty one",
  ],
  [
    "an empty secret key",
    { projectId, auth: { accessKey: "a", secretKey: "" } },
    "auth.secretKey: expected a non-empty string, got an empty one",
  ],
  ["a user that is a text", { projectId, auth: { iam: "u" } }, "auth.iam: expected an object, got string"],
  ["a user that is null", { projectId, auth: { iam: null } }, "auth.iam: expected an object, got null"],
  [
    "a user without project",
    { projectId, auth: { iam: { ...iam, project: undefined } } },
    "auth.iam.project: expected a non-empty string, got nothing",
  ],
  [
    "an unknown member of the user",
    { projectId, auth: { iam: { ...iam, baseURL: "x" } } },
    "auth.iam: expected domain, user, password, project and baseUrl, got also baseURL",
  ],
  [
    "a wrong address",
    { projectId, auth, baseUrl: "dli.example.com" },
    'baseUrl: expected an absolute http or https address, got "dli.example.com"',
  ],
])("%s", (_, options, message) => {
  expect(() => createHuaweiDliClient(options as HuaweiDliOptions)).toThrow(
    new InvalidArgumentError(message, { provider: "huawei-dli" }),
  );
});

test("an unknown region names the one that was meant", () => {
  expect(() => createHuaweiDliClient({ projectId, auth, region: "eu-da" })).toThrow(
    /^huawei-dli: region: expected one of cn-north-1, .*eu-nl \(or give baseUrl\), got "eu-da"; did you mean "eu-de"\?$/,
  );
});

test("options that are undefined are as good as absent", () => {
  const absent = { region: undefined, baseUrl: undefined };
  const key = { accessKey: "a", secretKey: "s", securityToken: undefined };
  expect(() => createHuaweiDliClient({ projectId, auth: key, ...absent })).not.toThrow();
  expect(() =>
    createHuaweiDliClient({ projectId, auth: { iam: { ...iam, ...{ baseUrl: undefined } } } }),
  ).not.toThrow();
});

describe("regions", () => {
  test.each([
    [undefined, "https://dli.cn-north-4.myhuaweicloud.com"],
    ["eu-de", "https://dli.eu-de.otc.t-systems.com"],
    ["eu-west-101", "https://dli.eu-west-101.myhuaweicloud.eu"],
  ])("%s is at %s", async (region, origin) => {
    const urls: string[] = [];
    const fetch = async (url: unknown) => {
      urls.push(String(url));
      return Response.json({ is_success: "true" });
    };
    await createHuaweiDliClient({ projectId, auth, region, fetch }).deleteFlinkJob({ job_id: 1 });
    expect(urls).toEqual([`${origin}/v1.0/${projectId}/streaming/jobs/1`]);
  });
});

describe("job_id", () => {
  test.each<[unknown, string]>([
    ["9223372036854775807", "9223372036854775807"],
    [9007199254740993n, "9007199254740993"],
    [138, "138"],
  ])("%s goes out to the last digit", async (job_id, digits) => {
    const server = await serve(() => ({ body: { is_success: "true" } }));
    const dli = createHuaweiDliClient({ projectId, auth, baseUrl: server.url });
    await dli.deleteFlinkJob({ job_id: job_id as string });
    expect(server.requests[0]?.url).toBe(`/v1.0/${projectId}/streaming/jobs/${digits}`);
  });

  const integer = "a 64-bit integer (a decimal string, a bigint or a safe integer)";
  test.each<[object, string]>([
    [{}, "job_id: missing"],
    [{ job_id: "" }, `job_id: expected ${integer}, got ""`],
    [{ job_id: "12a" }, `job_id: expected ${integer}, got "12a"`],
    [{ job_id: "../138" }, `job_id: expected ${integer}, got "../138"`],
    [{ job_id: 1.5 }, `job_id: expected ${integer}, got 1.5`],
    [
      { job_id: 2 ** 53 },
      `job_id: expected ${integer}, got 9007199254740992: a number this large has lost digits already`,
    ],
    [{ job_id: 2n ** 64n }, `job_id: expected ${integer}, got 18446744073709551616n`],
    [{ job_id: 1, project_id: ".." }, 'project_id: expected a path segment, got ".."'],
    [{ job_id: 1, project_id: "" }, 'project_id: expected a path segment, got ""'],
  ])("%o is refused, and no token fetched for it", async (given, message) => {
    const server = await serve(() => ({}));
    const dli = createHuaweiDliClient({ projectId, auth: { iam }, baseUrl: server.url });
    const error = await dli.deleteFlinkJob(given as never).catch((e: unknown) => e);
    expect(error).toEqual(
      new InvalidArgumentError(message, { provider: "huawei-dli", operation: "deleteFlinkJob" }),
    );
    expect(server.requests).toEqual([]);
  });

  test("under a misspelt name is refused with the name that was meant", async () => {
    const dli = createHuaweiDliClient({ projectId, auth });
    await expect(dli.deleteFlinkJob({ jobId: 1 } as never)).rejects.toThrow(
      /unknown argument "jobId"; did you mean "job_id"\?$/,
    );
  });
});
