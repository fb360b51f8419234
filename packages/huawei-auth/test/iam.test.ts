import {
  createHuaweiIamClient,
  type HuaweiIamOptions,
  InvalidArgumentError,
  isHuaweiIamError,
} from "@jobwire/huawei-auth";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const user = { name: "batch-runner", password: 'correct "horse"', domain: { name: "example-company" } };
const given = {
  nocatalog: "true",
  auth: {
    identity: { methods: ["password"] as ["password"], password: { user } },
    scope: { project: { name: "cn-north-4" } },
  },
};
const token = { issued_at: "2026-11-22T04:10:36.390000Z", expires_at: "2026-11-23T04:10:36.390000Z" };

async function clientOf(reply: Reply) {
  const server = await serve(() => reply);
  return { ...server, iam: createHuaweiIamClient({ baseUrl: server.url, retries: 0 }) };
}

test("the token stands in a header of the answer", async () => {
  const headers = { "X-Subject-Token": "MIIExample", "X-Request-Id": "5f7d0a3c" };
  const { iam, requests } = await clientOf({ status: 201, headers, body: { token } });
  const { data, response, requestId } = await iam.createToken(given).withResponse();
  expect([response.headers.get("x-subject-token"), requestId, data.token.expires_at]).toEqual([
    "MIIExample",
    "5f7d0a3c",
    token.expires_at,
  ]);
  expect(requests).toMatchObject([{ method: "POST", url: "/v3/auth/tokens?nocatalog=true" }]);
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ auth: given.auth });
  expect(requests[0]?.headers).not.toHaveProperty("authorization");
});

test.each([
  [400, "BadRequestError"],
  [401, "AuthenticationError"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
  [500, "ServerError"],
  [503, "ServerError"],
])("an error of Keystone's shape with %i is a %s without a code", async (status, name) => {
  const error = { code: status, message: `For ${user.password}`, title: "Title" };
  const { iam } = await clientOf({ status, headers: { "X-Request-Id": "5f7d0a3c" }, body: { error } });
  const caught = await iam.createToken(given).catch((e: unknown) => e);
  expect(caught).toMatchObject({
    name,
    status,
    code: undefined,
    requestId: "5f7d0a3c",
    message: `huawei-auth createToken: ${status}: For [redacted] (request id 5f7d0a3c)`,
  });
  expect(JSON.stringify(caught)).not.toContain("horse");
  expect(isHuaweiIamError(caught, "createToken")).toBe(true);
});

test.each<[string, unknown, string]>([
  ["null", null, "options: expected an object, got null"],
  ["a misspelt option", { regin: "eu-de" }, 'unknown option "regin"; did you mean "region"?'],
])("%s", (_, options, message) => {
  expect(() => createHuaweiIamClient(options as HuaweiIamOptions)).toThrow(
    new InvalidArgumentError(message, { provider: "huawei-auth" }),
  );
});

test("a region that IAM does not have names the one that was meant", () => {
  expect(() => createHuaweiIamClient({ region: "eu-da" })).toThrow(
    /^huawei-auth: region: expected one of .*eu-nl \(or give baseUrl\), got "eu-da"; did you mean "eu-de"\?$/,
  );
});

test.each([
  [undefined, "https://iam.cn-north-4.myhuaweicloud.com"],
  ["ap-southeast-3", "https://iam.ap-southeast-3.myhuaweicloud.com"],
  ["eu-de", "https://iam.eu-de.otc.t-systems.com"],
])("the IAM of region %s is at %s", async (region, origin) => {
  const urls: string[] = [];
  const fetch = async (url: unknown) => {
    urls.push(String(url));
    return Response.json({ token }, { status: 201 });
  };
  await createHuaweiIamClient({ region, fetch }).createToken(given);
  expect(urls).toEqual([`${origin}/v3/auth/tokens?nocatalog=true`]);
});
