import { createTencentBatchClient, isTencentBatchError, NotFoundError } from "@jobwire/tencent-batch";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const JobId = "job-f5da1edl";
const RequestId = "0ffc9347-a47a-43a6-a64a-aa77fda7ea13";

async function clientOf(...replies: Reply[]) {
  const server = await serve((_, index) => replies[index] ?? {});
  const batch = createTencentBatchClient({
    secretId: "id",
    secretKey: "a-key",
    baseUrl: server.url,
    retries: 0,
  });
  return { ...server, batch };
}

async function errorOf(reply: Reply) {
  const { batch } = await clientOf(reply);
  return batch.deleteJob({ JobId }).catch((e: unknown) => e);
}

const failed = (Code: string): Reply => ({
  body: { Response: { Error: { Code, Message: "In words" }, RequestId } },
});

test.each([
  ["ResourceNotFound.Job", "NotFoundError"],
  ["UnsupportedOperation", "ConflictError"],
  ["ResourceInUse.Job", "ConflictError"],
  ["InvalidParameter.JobIdMalformed", "BadRequestError"],
  ["UnauthorizedOperation", "PermissionDeniedError"],
  ["AuthFailure.UnauthorizedOperation", "PermissionDeniedError"],
  ["AuthFailure.SecretIdNotFound", "AuthenticationError"],
  ["RequestLimitExceeded", "RateLimitError"],
  ["InternalError", "ServerError"],
  ["InternalError.SomethingNew", "ServerError"],
  ["UnsupportedOperation.New.Newer", "ConflictError"],
  ["NeverHeardOf", "BadRequestError"],
])("%s, which comes with HTTP 200, is a %s", async (code, name) => {
  const error = await errorOf(failed(code));
  expect(error).toMatchObject({
    name,
    status: 200,
    code,
    requestId: RequestId,
    message: `tencent-batch deleteJob: 200 ${code}: In words (request id ${RequestId})`,
  });
});

test("an error keeps the whole answer, and its class", async () => {
  const error = await errorOf(failed("ResourceNotFound.Job"));
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ body: failed("ResourceNotFound.Job").body, attempts: 1 });
  expect(isTencentBatchError(error, "deleteJob")).toBe(true);
});

test.each<[string, Reply, string, string]>([
  ["a gateway's HTML", { status: 502, body: "<html>Bad\n Gateway" }, "ServerError", "502: <html>Bad Gateway"],
  ["a gateway's empty answer", { status: 503 }, "ServerError", "503: empty body"],
  ["a gateway that throttles", { status: 429, body: "slow down" }, "RateLimitError", "429: slow down"],
  ["a gateway's own JSON", { status: 403, body: { why: 1 } }, "PermissionDeniedError", '403: {"why":1}'],
  [
    "an error with its own status",
    { ...failed("InternalError"), status: 500 },
    "ServerError",
    `500 InternalError: In words (request id ${RequestId})`,
  ],
  [
    "an error without code",
    { body: { Response: { Error: {} } } },
    "BadRequestError",
    '200: {"Response":{"Error":{}}}',
  ],
  [
    "an answer without Response",
    { body: { RequestId } },
    "ResponseFormatError",
    `200: expected an answer with Response, got {"RequestId":"${RequestId}"}`,
  ],
  ["an answer that is no JSON", { body: "OK" }, "ResponseFormatError", "200: expected JSON, got OK"],
])("%s", async (_, reply, name, message) => {
  expect(await errorOf(reply)).toMatchObject({ name, message: `tencent-batch deleteJob: ${message}` });
});

test("a success comes without its envelope, and with it on request", async () => {
  const { batch } = await clientOf({ body: { Response: { RequestId } } });
  const { data, requestId, response } = await batch.deleteJob({ JobId }).withResponse();
  expect([data, requestId, await response.json()]).toEqual([
    { RequestId },
    RequestId,
    { Response: { RequestId } },
  ]);
});

test("a call by path has the envelope on, and an error with HTTP 200 as `error`", async () => {
  const reply = failed("ResourceNotFound.Job");
  const { batch } = await clientOf(reply, { body: { Response: { RequestId } } });
  const call = () => batch.raw.POST("/#X-TC-Action=DeleteJob", { body: { JobId } });
  expect(await call()).toMatchObject({ error: reply.body, response: { status: 200 } });
  expect(await call()).toMatchObject({ data: { Response: { RequestId } } });
});
