import { createTencentBatchClient } from "@jobwire/tencent-batch";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";
import { createTc3Signer } from "../src/tc3.ts";
import vectors from "./vectors.json" with { type: "json" };

const JobId = "job-f5da1edl";
const secretId = "AKIDEXAMPLE";
const secretKey = "SECRETEXAMPLE";
const deleted: Reply = { body: { Response: { RequestId: "0ffc9347" } } };
const hour = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

describe("a signer", () => {
  test.each(vectors.requests)(
    "signs as the official SDK does: $name",
    async ({ authorization, ...vector }) => {
      const { timestamp, service } = vector;
      expect(createTc3Signer(vector, service)(vector, timestamp)).toBe(authorization);
    },
  );

  test("signs the provider's worked example, the action's name in lower case", async () => {
    const { timestamp, service, signature, ...vector } = vectors.published;
    const signed = createTc3Signer(vector, service)(vector, timestamp);
    expect(signed).toBe(
      `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`,
    );
  });
});

describe("a call", () => {
  test("carries the signature of the vector, byte for byte", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_700_000_000_999 });
    const sent: { url: string; init: RequestInit }[] = [];
    const batch = createTencentBatchClient({
      secretId,
      secretKey,
      region: "ap-guangzhou",
      fetch: async (url, init = {}) => {
        sent.push({ url: String(url), init });
        return Response.json(deleted.body);
      },
    });
    await batch.deleteJob({ JobId });
    const vector = vectors.requests.find(({ method }) => method === "POST");
    expect(sent).toMatchObject([
      { url: "https://batch.tencentcloudapi.com/", init: { method: "POST", body: vector?.body } },
    ]);
    expect(sent[0]?.init.headers).toEqual({
      authorization: vector?.authorization,
      "content-type": "application/json",
      "x-tc-action": "DeleteJob",
      "x-tc-region": "ap-guangzhou",
      "x-tc-timestamp": "1700000000",
      "x-tc-version": "2017-03-12",
    });
  });

  test("signs what arrives: host with port, content type and body", async () => {
    const server = await serve(() => deleted);
    const batch = createTencentBatchClient({
      secretId,
      secretKey,
      token: "temporary==",
      baseUrl: server.url,
    });
    await batch.deleteJob({ JobId, "X-TC-Region": "ap-beijing" });
    const { headers, method, url: path, body } = server.requests[0] as Received;
    const signed = { "content-type": headers["content-type"] ?? "", host: headers.host ?? "" };
    const request = { method, path, query: "", headers: signed, body };
    const timestamp = Number(headers["x-tc-timestamp"]);
    expect(headers.authorization).toBe(createTc3Signer({ secretId, secretKey }, "batch")(request, timestamp));
    expect(headers).toMatchObject({ "x-tc-token": "temporary==", "x-tc-region": "ap-beijing" });
    expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(5);
  });

  test("keeps the secret key to itself", async () => {
    const server = await serve(() => deleted);
    const batch = createTencentBatchClient({ secretId, secretKey, baseUrl: server.url });
    await batch.deleteJob({ JobId });
    expect(JSON.stringify(server.requests)).not.toContain(secretKey);
    expect(server.requests[0]?.headers).not.toHaveProperty("x-tc-region");
    expect(server.requests[0]?.headers).not.toHaveProperty("x-tc-token");
  });

  test("goes by the provider's clock once ours was refused", async () => {
    const expired = { Error: { Code: "AuthFailure.SignatureExpire", Message: "Expired" }, RequestId: "1" };
    const server = await serve(({ headers }) => {
      const now = Date.now() + hour;
      const late = Math.abs(Number(headers["x-tc-timestamp"]) * 1000 - now) > 300_000;
      const date = { date: new Date(now).toUTCString() };
      return { headers: date, body: late ? { Response: expired } : deleted.body };
    });
    const batch = createTencentBatchClient({ secretId, secretKey, baseUrl: server.url, retries: 0 });
    await expect(batch.deleteJob({ JobId })).resolves.toEqual({ RequestId: "0ffc9347" });
    expect(server.requests).toHaveLength(2);
    await batch.deleteJob({ JobId });
    expect(server.requests).toHaveLength(3);
  });

  test("is signed once only if the clock is not the reason", async () => {
    const failure = { Code: "AuthFailure.SignatureFailure", Message: "Wrong key" };
    const server = await serve(() => ({ body: { Response: { Error: failure, RequestId: "1" } } }));
    const batch = createTencentBatchClient({ secretId, secretKey, baseUrl: server.url });
    await expect(batch.deleteJob({ JobId })).rejects.toMatchObject({
      name: "AuthenticationError",
      attempts: 1,
    });
    expect(server.requests).toHaveLength(1);
  });
});
