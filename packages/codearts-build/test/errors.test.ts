import { createCodeArtsBuildClient, isCodeArtsBuildError, NotFoundError } from "@jobwire/codearts-build";
import { describe, expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const job_id = "48c66c6002964721be537cdc6ce0297b";

async function request(reply: Reply) {
  const server = await serve(() => reply);
  const auth = { token: "MIIExample" };
  return createCodeArtsBuildClient({ auth, baseUrl: server.url, retries: 0 }).deleteBuildJob({ job_id });
}
const errorOf = (reply: Reply) => request(reply).catch((e: unknown) => e);

const flat = (error_code: string, status: number): Reply => ({
  status,
  body: { error_code, error_msg: "In words" },
});

test.each([
  ["CB.00060201", 400, "BadRequestError"],
  ["CB.00031006", 422, "NotFoundError"],
  ["CB.00060211", 500, "RateLimitError"],
  ["CB.00060100", 500, "ServerError"],
  ["APIGW.0301", 401, "AuthenticationError"],
  ["APIGW.0302", 403, "PermissionDeniedError"],
  ["CB.99999999", 422, "UnprocessableError"],
  ["CB.99999999", 404, "NotFoundError"],
])("%s with %i is a %s", async (code, status, name) => {
  const error = await errorOf(flat(code, status));
  expect(error).toMatchObject({ name, status, code });
  expect(error).toMatchObject({ message: `codearts-build deleteBuildJob: ${status} ${code}: In words` });
});

describe("a task that is not there", () => {
  const nested = { error: { code: "CB.00031006", reason: "In words" }, status: "error" };
  test.each<[string, number, unknown]>([
    ["flat", 422, flat("CB.00031006", 422).body],
    ["flat with HTTP 200", 200, flat("CB.00031006", 200).body],
    ["nested", 400, nested],
    ["nested with HTTP 200", 200, nested],
    ["as text within text", 400, JSON.stringify(JSON.stringify(nested))],
    ["as text within text, with HTTP 200", 200, JSON.stringify(JSON.stringify(nested))],
    ["as text in its error", 400, { error: JSON.stringify(nested), status: "error" }],
    ["with message in place of reason", 400, { error: { code: "CB.00031006", message: "In words" } }],
  ])("is a NotFoundError: %s", async (_, status, body) => {
    const error = await errorOf({ status, body, headers: { "x-request-id": "9e2b" } });
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      status,
      code: "CB.00031006",
      requestId: "9e2b",
      message: `codearts-build deleteBuildJob: ${status} CB.00031006: In words (request id 9e2b)`,
    });
    expect(isCodeArtsBuildError(error, "deleteBuildJob")).toBe(true);
  });
});

test.each<[string, Reply, string, string]>([
  ["status error alone", { body: { status: "error" } }, "BadRequestError", "200: status is error"],
  ["status fail", { body: { status: "fail", result: null } }, "BadRequestError", "200: status is fail"],
  [
    "status error with 401",
    { status: 401, body: { status: "error" } },
    "AuthenticationError",
    "401: status is error",
  ],
  [
    "status error with 500",
    { status: 500, body: { status: "error" } },
    "ServerError",
    "500: status is error",
  ],
  [
    "HTML of a gateway",
    { status: 502, body: "<h1>Bad Gateway</h1>" },
    "ServerError",
    "502: <h1>Bad Gateway</h1>",
  ],
  ["an empty 403", { status: 403 }, "PermissionDeniedError", "403: empty body"],
  ["an empty 200", {}, "ResponseFormatError", "200: expected JSON, got an empty body"],
  [
    "a success without result",
    { body: { status: "success" } },
    "ResponseFormatError",
    '200: expected an answer with result, got {"status":"success"}',
  ],
])("%s", async (_, reply, name, message) => {
  expect(await errorOf(reply)).toMatchObject({ name, message: `codearts-build deleteBuildJob: ${message}` });
});

test("an error with HTTP 200 is the `error` of a call by path", async () => {
  const server = await serve(() => flat("CB.00031006", 200));
  const codearts = createCodeArtsBuildClient({ auth: { token: "MIIExample" }, baseUrl: server.url });
  const { data, error } = await codearts.raw.POST("/v3/jobs/{job_id}/delete", {
    params: { path: { job_id } },
  });
  expect([data, error]).toEqual([undefined, flat("CB.00031006", 200).body]);
});

test("a success comes without its envelope, whether or not it has an empty error beside it", async () => {
  const result = { job_id, project_id: "7b1a" };
  expect(await request({ body: { status: "success", result } })).toEqual(result);
  expect(await request({ body: { status: "success", result, error: null } })).toEqual(result);
});
