import {
  createTencentBatchClient,
  InvalidArgumentError,
  type TencentBatchOptions,
} from "@jobwire/tencent-batch";
import { expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const keys = { secretId: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE" };

test.each<[string, unknown, string]>([
  ["no options", undefined, "options: expected an object, got undefined"],
  ["null", null, "options: expected an object, got null"],
  ["a misspelt option", { ...keys, regoin: "x" }, 'unknown option "regoin"; did you mean "region"?'],
  ["no id", { secretKey: "k" }, "secretId: expected a non-empty string, got nothing"],
  ["no key", { secretId: "i" }, "secretKey: expected a non-empty string, got nothing"],
  ["an empty key", { ...keys, secretKey: "" }, "secretKey: expected a non-empty string, got an empty one"],
  [
    "blanks",
    { ...keys, secretId: " i" },
    "secretId: expected a non-empty string, got one with blanks around it",
  ],
  ["a number", { ...keys, secretKey: 1 }, "secretKey: expected a non-empty string, got number"],
  ["a blank token", { ...keys, token: "" }, "token: expected a non-empty string, got an empty one"],
  ["a blank region", { ...keys, region: "" }, "region: expected a non-empty string, got an empty one"],
  ["a region that is a number", { ...keys, region: 1 }, "region: expected a non-empty string, got number"],
  [
    "an unknown language",
    { ...keys, language: "de" },
    'language: expected one of "zh-CN", "en-US", got "de"',
  ],
  [
    "an address with a query",
    { ...keys, baseUrl: "https://x.test/?a" },
    "baseUrl: expected an address without query and fragment, got one with them",
  ],
  [
    "a negative timeout",
    { ...keys, timeout: -1 },
    "timeout: expected a positive number of milliseconds or Infinity, got -1",
  ],
])("%s", (_, options, message) => {
  expect(() => createTencentBatchClient(options as TencentBatchOptions)).toThrow(
    new InvalidArgumentError(message, { provider: "tencent-batch" }),
  );
});

test("options that are undefined are as good as absent", () => {
  expect(() => createTencentBatchClient({ ...keys, token: undefined, region: undefined })).not.toThrow();
});

test.each<[string, object, string]>([
  ["no id", {}, "JobId: missing"],
  ["null", { JobId: null }, "JobId: "],
  ["an empty id", { JobId: "" }, 'JobId: expected a non-empty string, got ""'],
  ["a misspelt argument", { JobID: "job-1" }, 'unknown argument "JobID"; did you mean "JobId"?'],
  ["another action", { JobId: "job-1", "X-TC-Action": "SubmitJob" }, "X-TC-Action: expected one of"],
  [
    "a language that is none",
    { JobId: "job-1", "X-TC-Language": "de" },
    'expected one of "zh-CN", "en-US", got "de"',
  ],
  ["a region of two lines", { JobId: "job-1", "X-TC-Region": "a\r\nb" }, "X-TC-Region: expected one line"],
])("%s is refused before anything is sent", async (_, given, message) => {
  const server = await serve(() => ({}));
  const batch = createTencentBatchClient({ ...keys, baseUrl: server.url });
  const error = await batch.deleteJob(given as never).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error).toMatchObject({ message: expect.stringContaining(message), attempts: 0 });
  expect(server.requests).toEqual([]);
});
