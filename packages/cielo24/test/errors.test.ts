import { createCielo24Client, isCielo24Error, isJobwireError, NotFoundError } from "@jobwire/cielo24";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const job_id = "64bd53c2b39c4d4ab1e8cc35d8a1f3e7";

async function errorOf(reply: Reply) {
  const server = await serve(() => reply);
  const cielo24 = createCielo24Client({ apiToken: "a-session", baseUrl: server.url, retries: 0 });
  return cielo24.deleteJob({ job_id }).catch((e: unknown) => e);
}

const answer = (ErrorType: string, status = 400) => ({
  status,
  body: { ErrorType, ErrorComment: "In words" },
});

test.each([
  ["ITEM_NOT_FOUND", "NotFoundError"],
  ["BAD_API_TOKEN", "AuthenticationError"],
  ["ACCOUNT_UNPRIVILEGED", "PermissionDeniedError"],
  ["MISSING_PARAMETER", "BadRequestError"],
  ["UNHANDLED_ERROR", "ServerError"],
  ["NEVER_HEARD_OF", "BadRequestError"],
])("%s is a %s, though all come with 400", async (code, name) => {
  const error = await errorOf(answer(code));
  expect(error).toMatchObject({ name, status: 400, code, provider: "cielo24", operation: "deleteJob" });
  expect(error).toMatchObject({ message: `cielo24 deleteJob: 400 ${code}: In words` });
});

test("an error with HTTP 200 is an error", async () => {
  const error = await errorOf(answer("ITEM_NOT_FOUND", 200));
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ status: 200, body: answer("ITEM_NOT_FOUND").body });
});

test.each([
  ["no comment", { status: 400, body: { ErrorType: "INVALID_QUERY" } }, "BadRequestError", /INVALID_QUERY/],
  ["HTML of a proxy", { status: 502, body: "<h1>Bad Gateway</h1>" }, "ServerError", /502: <h1>Bad Gateway/],
  ["an empty body", { status: 400 }, "BadRequestError", /400: empty body$/],
  ["422 of another shape", { status: 422, body: { detail: "why" } }, "UnprocessableError", /422: .*why/],
  ["200 without JSON", { body: "OK" }, "ResponseFormatError", /200: expected JSON, got OK$/],
])("%s", async (_, reply, name, message) => {
  expect(await errorOf(reply)).toMatchObject({ name, message: expect.stringMatching(message) });
});

test("isCielo24Error tells operations apart", async () => {
  const error = await errorOf(answer("ITEM_NOT_FOUND"));
  expect([isCielo24Error(error), isCielo24Error(error, "deleteJob"), isJobwireError(error)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isCielo24Error(error, "login"), isCielo24Error(new Error("other"))]).toEqual([false, false]);
});
