import { type Cielo24Options, createCielo24Client, InvalidArgumentError } from "@jobwire/cielo24";
import { expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const expected = "credentials: expected apiToken, or username with password or secureKey, got";

test.each<[string, unknown, string]>([
  ["no options", undefined, "options: expected an object, got undefined"],
  [
    "a misspelt option",
    { apiTokn: "t", baseUrl: "https://x.test" },
    'unknown option "apiTokn"; did you mean "apiToken"?',
  ],
  ["no credentials", {}, `${expected} none`],
  ["a user alone", { username: "u" }, `${expected} username`],
  ["a password alone", { password: "p" }, `${expected} password`],
  [
    "two secrets",
    { username: "u", password: "p", secureKey: "k" },
    `${expected} username, password, secureKey`,
  ],
  [
    "a token and a user",
    { apiToken: "t", username: "u", password: "p" },
    `${expected} apiToken, username, password`,
  ],
  ["an empty token", { apiToken: "" }, "apiToken: expected a non-empty string, got an empty one"],
  ["blanks", { apiToken: "t\n" }, "apiToken: expected a non-empty string, got one with blanks around it"],
  ["a number", { username: 7, password: "p" }, "username: expected a non-empty string, got number"],
  [
    "a line break",
    { username: "u", password: "a\r\nb" },
    "password: expected a non-empty string, got one with line breaks or other characters that no header can carry",
  ],
  [
    "a relative address",
    { apiToken: "t", baseUrl: "/api" },
    'baseUrl: expected an absolute http or https address, got "/api"',
  ],
  [
    "plain http to another host",
    { apiToken: "t", baseUrl: "http://api.cielo24.com" },
    'baseUrl: expected https, since credentials are sent (allowInsecureHttp: true permits http), got "http://api.cielo24.com"',
  ],
])("%s", (_, options, message) => {
  expect(() => createCielo24Client(options as Cielo24Options)).toThrow(
    new InvalidArgumentError(message, { provider: "cielo24" }),
  );
});

test("options that are undefined are as good as absent", () => {
  const absent = { username: undefined, password: undefined, secureKey: undefined };
  expect(() =>
    createCielo24Client({ apiToken: "t", ...absent, baseUrl: undefined, fetch: undefined }),
  ).not.toThrow();
});

test.each<[string, object, string]>([
  ["a missing id", {}, "job_id: missing"],
  ["an id in upper case", { job_id: "A".repeat(32) }, `got "${"A".repeat(32)}"`],
  ["a short id", { job_id: "64bd" }, 'job_id: expected a match of ^[0-9a-f]{32}$, got "64bd"'],
  ["an id with a line break", { job_id: `${"a".repeat(32)}\n` }, "job_id: expected a match of"],
  ["an id that is a number", { job_id: 64 }, "job_id: expected string, got 64"],
  ["a misspelt argument", { jobid: "a".repeat(32) }, 'unknown argument "jobid"; did you mean "job_id"?'],
  ["another version", { job_id: "a".repeat(32), v: 2 }, "v: expected one of 1, got 2"],
])("%s is refused before anything is sent, a login included", async (_, given, message) => {
  const server = await serve(() => ({ body: { ApiToken: "session" } }));
  const cielo24 = createCielo24Client({ username: "u", password: "secret", baseUrl: server.url });
  const error = await cielo24.deleteJob(given as never).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error).toMatchObject({ operation: "deleteJob", message: expect.stringContaining(message) });
  expect(server.requests).toEqual([]);
});
