import { createHuaweiDliClient, isHuaweiDliError, NotFoundError } from "@jobwire/huawei-dli";
import { describe, expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const request = async (reply: Reply) => {
  const server = await serve(() => reply);
  const auth = { token: "MIIExample" };
  const dli = createHuaweiDliClient({ projectId: "48cc", auth, baseUrl: server.url, retries: 0 });
  return dli.deleteFlinkJob({ job_id: 138 });
};
const errorOf = (reply: Reply) => request(reply).catch((e: unknown) => e);

const failed = (error_code: string, status = 400, request_id?: string): Reply => ({
  status,
  body: { error_code, error_msg: "In words", ...(request_id && { request_id }) },
});

test.each([
  ["DLI.0002", 400, "NotFoundError"],
  ["DLI.0023", 404, "NotFoundError"],
  ["DLI.0003", 400, "PermissionDeniedError"],
  ["DLI.0012", 400, "ConflictError"],
  ["DLI.0015", 400, "AuthenticationError"],
  ["DLI.0999", 400, "ServerError"],
  ["APIG.0302", 401, "PermissionDeniedError"],
  ["APIGW.0308", 429, "RateLimitError"],
  ["DLI.9999", 400, "BadRequestError"],
  ["DLI.9999", 404, "NotFoundError"],
])("%s with %i is a %s", async (code, status, name) => {
  const error = await errorOf(failed(code, status));
  expect(error).toMatchObject({ name, status, code, requestId: undefined });
  expect(error).toMatchObject({ message: `huawei-dli deleteFlinkJob: ${status} ${code}: In words` });
});

test("the gateway's request id is told, from the body or the header", async () => {
  const fromBody = await errorOf(failed("APIG.0201", 404, "5f7d0a3c"));
  expect(fromBody).toMatchObject({
    requestId: "5f7d0a3c",
    message: "huawei-dli deleteFlinkJob: 404 APIG.0201: In words (request id 5f7d0a3c)",
  });
  const fromHeader = await errorOf({ ...failed("DLI.0001"), headers: { "x-request-id": "9e2b" } });
  expect(fromHeader).toMatchObject({ requestId: "9e2b" });
});

test("an array of errors, as batch calls answer, tells the first", async () => {
  const errors = [{ is_success: "true" }, failed("DLI.0002").body, failed("DLI.0999").body];
  const error = await errorOf({ status: 400, body: errors });
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ code: "DLI.0002", body: errors });
  expect(isHuaweiDliError(error, "deleteFlinkJob")).toBe(true);
});

test.each<[string, Reply, string, string]>([
  [
    "HTML of a gateway",
    { status: 502, body: "<h1>Bad Gateway</h1>" },
    "ServerError",
    "502: <h1>Bad Gateway</h1>",
  ],
  ["an empty body", { status: 401 }, "AuthenticationError", "401: empty body"],
  ["JSON without a code", { status: 403, body: { why: 1 } }, "PermissionDeniedError", '403: {"why":1}'],
  ["a text in quotes", { status: 400, body: '"no"' }, "BadRequestError", '400: "no"'],
  ["200 without JSON", { body: "OK" }, "ResponseFormatError", "200: expected JSON, got OK"],
  ["an error with 200", failed("DLI.0002", 200), "NotFoundError", "200 DLI.0002: In words"],
  [
    "no to a token with is_success",
    { status: 401, body: { is_success: false, message: "Who?" } },
    "AuthenticationError",
    "401: Who?",
  ],
])("%s", async (_, reply, name, message) => {
  expect(await errorOf(reply)).toMatchObject({ name, message: `huawei-dli deleteFlinkJob: ${message}` });
});

describe("is_success with HTTP 200", () => {
  test.each([false, "false", "FALSE", "False"])("%j is an error", async (is_success) => {
    const error = await errorOf({ body: { is_success, message: "The job is busy" } });
    expect(error).toMatchObject({ name: "BadRequestError", status: 200, code: undefined });
    expect(error).toMatchObject({ message: "huawei-dli deleteFlinkJob: 200: The job is busy" });
  });

  test.each([true, "true", "TRUE", "True"])("%j is true", async (is_success) => {
    await expect(request({ body: { is_success, message: "" } })).resolves.toEqual({
      is_success: true,
      message: "",
    });
  });

  test("false is the `error` of a call by path", async () => {
    const server = await serve(() => ({ body: { is_success: "false", message: "Busy" } }));
    const dli = createHuaweiDliClient({ projectId: "48cc", auth: { token: "MII" }, baseUrl: server.url });
    const path = "/v1.0/{project_id}/streaming/jobs/{job_id}";
    const answer = await dli.raw.DELETE(path, { params: { path: { job_id: 138 } } });
    expect(answer).toMatchObject({ error: { message: "Busy" }, response: { status: 200 } });
    expect(answer.data).toBeUndefined();
  });

  test("may be absent", async () => {
    await expect(request({ body: {} })).resolves.toEqual({});
  });
});
