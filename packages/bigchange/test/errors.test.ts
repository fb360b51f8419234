import { createBigChangeClient, isBigChangeError, UnprocessableError } from "@jobwire/bigchange";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const problemJson = { "content-type": "application/problem+json" };

async function errorOf(reply: Reply) {
  const server = await serve(() => reply);
  const options = { accessToken: "eyJ.token", customerId: 40817, baseUrl: server.url, retries: 0 };
  return createBigChangeClient(options)
    .cancelJob({ jobId: 1 })
    .catch((e: unknown) => e);
}

test.each([
  [400, "BadRequestError"],
  [401, "AuthenticationError"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
  [422, "UnprocessableError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
])("a problem with %i is a %s", async (status, name) => {
  const body = { type: "https://x.test/p", title: "Title.", status, detail: "Detail.", instance: null };
  expect(await errorOf({ status, headers: problemJson, body })).toMatchObject({
    name,
    status,
    code: undefined,
    requestId: undefined,
    body,
    message: `bigchange cancelJob: ${status}: Title: Detail`,
  });
});

test("a 422 tells every field at fault", async () => {
  const errors = { jobId: ["Already started.", "Not yours."], reason: null, "address.line1": ["Too long."] };
  const error = await errorOf({ status: 422, headers: problemJson, body: { title: "Invalid", errors } });
  expect(error).toBeInstanceOf(UnprocessableError);
  expect(error).toMatchObject({
    body: { errors },
    message: "bigchange cancelJob: 422: Invalid: jobId: Already started, Not yours: address.line1: Too long",
  });
});

test.each<[string, Reply, string]>([
  [
    "nulls everywhere",
    { status: 422, body: { title: null, detail: null, errors: null } },
    '422: {"title":null',
  ],
  [
    "a 401 with another body",
    { status: 401, body: { message: "Unauthorized" } },
    '401: {"message":"Unauthorized"}',
  ],
  ["a 401 that is no JSON", { status: 401, body: "Unauthorized" }, "401: Unauthorized"],
  ["an empty 401", { status: 401 }, "401: empty body"],
  ["HTML of a gateway", { status: 502, body: "<html>\n<h1>Bad Gateway" }, "502: <html> <h1>Bad Gateway"],
  ["an array", { status: 400, body: ["no"] }, '400: ["no"]'],
])("%s", async (_, reply, message) => {
  const error = await errorOf(reply);
  expect(error).toMatchObject({ message: expect.stringContaining(`bigchange cancelJob: ${message}`) });
  expect(isBigChangeError(error, "cancelJob")).toBe(true);
});

test("a success is empty", async () => {
  expect(await errorOf({ status: 204 })).toBeUndefined();
});
