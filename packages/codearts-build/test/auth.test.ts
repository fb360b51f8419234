import { createCodeArtsBuildClient, type HuaweiAuth } from "@jobwire/codearts-build";
import { signSdkHmac } from "@jobwire/huawei-auth";
import { expect, test } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";

const job_id = "48c66c6002964721be537cdc6ce0297b";
const result = { job_id, project_id: "7b1a" };
const deleted: Reply = { body: { status: "success", result } };
const key = { accessKey: "AKEXAMPLE", secretKey: "SKEXAMPLE" };

async function requestsOf(auth: HuaweiAuth, projectId?: string) {
  const token = { issued_at: "2026-11-22T04:10:36.390000Z", expires_at: "2026-11-23T04:10:36.390000Z" };
  const server = await serve(({ url }) =>
    url.startsWith("/v3/auth/tokens")
      ? { status: 201, headers: { "X-Subject-Token": "MIIFetched" }, body: { token } }
      : deleted,
  );
  const codearts = createCodeArtsBuildClient({ auth, projectId, baseUrl: server.url });
  expect(await codearts.deleteBuildJob({ job_id })).toEqual(result);
  return server.requests;
}

const signedBy = ({ headers }: Received) => /SignedHeaders=([^,]*)/.exec(headers.authorization ?? "")?.[1];

test("a token is sent as it is", async () => {
  const [call] = await requestsOf({ token: "MIIGiven" });
  expect(call).toMatchObject({ method: "POST", url: `/v3/jobs/${job_id}/delete`, body: "" });
  expect(call?.headers).toMatchObject({ "x-auth-token": "MIIGiven" });
  expect(call?.headers).not.toHaveProperty("authorization");
});

test.each<[string, string | undefined, object, string]>([
  ["keys", undefined, {}, "host;x-sdk-date"],
  ["keys and a project", "48cc", {}, "host;x-project-id;x-sdk-date"],
  ["temporary keys", "48cc", { securityToken: "TEMP==" }, "host;x-project-id;x-sdk-date;x-security-token"],
])("%s sign what is sent", async (_, projectId, temporary, names) => {
  const [call] = await requestsOf({ ...key, ...temporary }, projectId);
  const { headers, method, url: path, body } = call as Received;
  expect(signedBy(call as Received)).toBe(names);
  const signed = Object.fromEntries(names.split(";").map((name) => [name, String(headers[name])]));
  expect(headers.authorization).toBe(signSdkHmac({ method, path, query: "", headers: signed, body }, key));
  expect(headers).toMatchObject(projectId === undefined ? {} : { "x-project-id": projectId });
});

test("a user of IAM gets a token", async () => {
  const iam = { domain: "example-company", user: "batch-runner", password: "secret", project: "cn-north-4" };
  const [login, call] = await requestsOf({ iam });
  expect(login?.url).toBe("/v3/auth/tokens?nocatalog=true");
  expect(call?.headers).toMatchObject({ "x-auth-token": "MIIFetched" });
});
