import {
  type CodeArtsBuildOptions,
  createCodeArtsBuildClient,
  InvalidArgumentError,
} from "@jobwire/codearts-build";
import { expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const auth = { token: "MIIExample" };

test.each<[string, unknown, string]>([
  ["no options", undefined, "options: expected an object, got undefined"],
  ["null", null, "options: expected an object, got null"],
  ["a misspelt option", { auht: auth }, 'unknown option "auht"; did you mean "auth"?'],
  [
    "no auth",
    {},
    "auth: expected { token }, { accessKey, secretKey, securityToken? } or { iam: { domain, user, password, project } }, got undefined",
  ],
  ["a blank token", { auth: { token: "" } }, "auth.token: expected a non-empty string, got an empty one"],
  ["a blank project", { auth, projectId: "" }, "projectId: expected a non-empty string, got an empty one"],
  [
    "a wrong address",
    { auth, baseUrl: "ftp://x.test" },
    'baseUrl: expected an absolute http or https address, got "ftp://x.test"',
  ],
])("%s", (_, options, message) => {
  expect(() => createCodeArtsBuildClient(options as CodeArtsBuildOptions)).toThrow(
    new InvalidArgumentError(message, { provider: "codearts-build" }),
  );
});

test("an unknown region names the one that was meant", () => {
  expect(() => createCodeArtsBuildClient({ auth, region: "ap-southeast-2" })).toThrow(
    /^codearts-build: region: expected one of cn-north-1, .*\(or give baseUrl\), got "ap-southeast-2"; did you mean "ap-southeast-3"\?$/,
  );
});

test("options that are undefined are as good as absent", () => {
  const absent = { region: undefined, projectId: undefined, timeout: undefined };
  expect(() => createCodeArtsBuildClient({ auth, ...absent })).not.toThrow();
});

test.each([
  [undefined, "https://cloudbuild-ext.cn-north-4.myhuaweicloud.com"],
  ["ap-southeast-3", "https://cloudbuild-ext.ap-southeast-3.myhuaweicloud.com"],
  ["eu-west-101", "https://build-backend.eu-west-101.myhuaweicloud.eu"],
])("region %s is at %s", async (region, origin) => {
  const urls: string[] = [];
  const fetch = async (url: unknown) => {
    urls.push(String(url));
    return Response.json({ status: "success", result: {} });
  };
  await createCodeArtsBuildClient({ auth, region, fetch }).deleteBuildJob({ job_id: "a".repeat(32) });
  expect(urls).toEqual([`${origin}/v3/jobs/${"a".repeat(32)}/delete`]);
});

test.each<[object, string]>([
  [{}, "job_id: missing"],
  [{ job_id: "48c6" }, 'job_id: expected a match of ^[0-9A-Za-z]{32}$, got "48c6"'],
  [{ job_id: "48c66c60-0296-4721-be53-7cdc6ce0297b" }, "job_id: expected a match of"],
  [{ job_id: "../../v1/job/x" }, "job_id: expected a match of"],
  [{ job_id: 48 }, "job_id: expected string, got 48"],
  [{ jobId: "a".repeat(32) }, 'unknown argument "jobId"; did you mean "job_id"?'],
])("%o is refused before anything is sent", async (given, message) => {
  const server = await serve(() => ({}));
  const error = await createCodeArtsBuildClient({ auth, baseUrl: server.url })
    .deleteBuildJob(given as never)
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error).toMatchObject({ operation: "deleteBuildJob", message: expect.stringContaining(message) });
  expect(server.requests).toEqual([]);
});
