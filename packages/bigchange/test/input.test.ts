import { type BigChangeOptions, createBigChangeClient, InvalidArgumentError } from "@jobwire/bigchange";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const customerId = 40817;
const expected = "credentials: expected clientId with clientSecret, or accessToken, got";

test.each<[string, unknown, string]>([
  ["no options", undefined, "options: expected an object, got undefined"],
  ["null", null, "options: expected an object, got null"],
  [
    "a misspelt option",
    { accessToken: "t", customerID: 1 },
    'unknown option "customerID"; did you mean "customerId"?',
  ],
  ["no credentials", { customerId }, `${expected} none`],
  ["an id alone", { clientId: "i", customerId }, `${expected} clientId`],
  [
    "credentials of two kinds",
    { clientId: "i", clientSecret: "s", accessToken: "t", customerId },
    `${expected} clientId, clientSecret, accessToken`,
  ],
  [
    "a blank secret",
    { clientId: "i", clientSecret: "", customerId },
    "clientSecret: expected a non-empty string, got an empty one",
  ],
  ["a wrong type", { accessToken: {}, customerId }, "accessToken: expected a non-empty string, got object"],
  ["no customer", { accessToken: "t" }, "customerId: expected a 64-bit integer, got nothing"],
  [
    "a wrong address",
    { accessToken: "t", customerId, baseUrl: "https://u:p@x.test" },
    "baseUrl: expected an address without user and password, got one with them",
  ],
])("%s", (_, options, message) => {
  expect(() => createBigChangeClient(options as BigChangeOptions)).toThrow(
    new InvalidArgumentError(message, { provider: "bigchange" }),
  );
});

test("options that are undefined are as good as absent", () => {
  const absent = { clientId: undefined, clientSecret: undefined, headers: undefined };
  expect(() => createBigChangeClient({ accessToken: "t", customerId, ...absent })).not.toThrow();
});

describe("arguments", () => {
  const integer = "a 64-bit integer (a decimal string, a bigint or a safe integer)";
  test.each<[object, string]>([
    [{}, "jobId: missing"],
    [{ jobId: "12/34" }, `jobId: expected ${integer}, got "12/34"`],
    [{ jobId: 1e21 }, `jobId: expected ${integer}, got 1e+21`],
    [{ jobId: 1, "Customer-Id": "acme" }, `Customer-Id: expected ${integer}, got "acme"`],
    [{ jobId: 1, reason: 7 }, "reason: expected string or null, got 7"],
    [{ jobId: 1, raeson: "x" }, 'unknown argument "raeson"; did you mean "reason"?'],
  ])("%o is refused, and no token fetched for it", async (given, message) => {
    const server = await serve(() => ({}));
    const app = { clientId: "i", clientSecret: "secret", customerId };
    const error = await createBigChangeClient({ ...app, baseUrl: server.url })
      .cancelJob(given as never)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ operation: "cancelJob", message: expect.stringContaining(message) });
    expect(server.requests).toEqual([]);
  });

  test("64-bit ids and another customer go out to the last digit", async () => {
    const server = await serve(() => ({ status: 204 }));
    const bigchange = createBigChangeClient({ accessToken: "token", customerId, baseUrl: server.url });
    await bigchange.cancelJob({ jobId: "9223372036854775807", "Customer-Id": 9007199254740993n });
    expect(server.requests).toMatchObject([
      { url: "/v1/jobs/9223372036854775807/cancel", headers: { "customer-id": "9007199254740993" } },
    ]);
  });

  test.each<[object, string, string | undefined]>([
    [{ reason: "Moved to “May”." }, '{"reason":"Moved to “May”."}', "application/json"],
    [{ reason: null }, '{"reason":null}', "application/json"],
    [{ reason: undefined }, "", undefined],
    [{}, "", undefined],
  ])("%o is sent as it is meant", async (given, body, type) => {
    const server = await serve(() => ({ status: 204 }));
    const bigchange = createBigChangeClient({ accessToken: "token", customerId, baseUrl: server.url });
    await bigchange.cancelJob({ jobId: 1, ...given });
    expect(server.requests[0]?.body).toBe(body);
    expect(server.requests[0]?.headers["content-type"]).toBe(type);
  });
});
