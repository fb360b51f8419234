import { createTencentBatchClient, type TencentBatchOptions } from "@jobwire/tencent-batch";
import { expect, test } from "vitest";

const keys = { secretId: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE" };

/** Where a client sends a call, and for which region. */
async function target(options: Partial<TencentBatchOptions>) {
  let sent: { host: string; region: string | null } | undefined;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent = { host: new URL(String(url)).host, region: new Headers(init?.headers).get("x-tc-region") };
    return Response.json({ Response: { RequestId: "0ffc9347-a47a-43a6-a64a-aa77fda7ea13" } });
  };
  await createTencentBatchClient({ ...keys, ...options, fetch } as TencentBatchOptions).deleteJob({
    JobId: "job-f5da1edl",
  });
  return sent;
}

test("calls go to the nearest host, whatever the region", async () => {
  expect(await target({})).toEqual({ host: "batch.tencentcloudapi.com", region: null });
  const region = "ap-beijing";
  expect(await target({ region })).toEqual({ host: "batch.tencentcloudapi.com", region });
});

test("or to the region's own host, or to another address", async () => {
  const region = "ap-beijing";
  const host = "batch.ap-beijing.tencentcloudapi.com";
  expect(await target({ region, regionalHost: true })).toEqual({ host, region });
  const baseUrl = "https://batch.intl.tencentcloudapi.com";
  expect(await target({ region, baseUrl })).toEqual({ host: "batch.intl.tencentcloudapi.com", region });
});

const known = "ap-guangzhou, ap-shanghai, ap-beijing, ap-chengdu, ap-chongqing, ap-hongkong";

test.each<[string, object, string]>([
  [
    "no region",
    {},
    `region: expected one of ${known}, whose hosts are known (or give baseUrl), got undefined`,
  ],
  [
    "an unknown one",
    { region: "ap-x" },
    `region: expected one of ${known}, whose hosts are known (or give baseUrl), got "ap-x"`,
  ],
  [
    "an address besides",
    { region: "ap-beijing", baseUrl: "https://b.test" },
    "regionalHost: expected no baseUrl beside it",
  ],
  ["no boolean", { regionalHost: "ap-beijing" }, "regionalHost: expected a boolean, got string"],
])("regionalHost with %s is refused", (_, options, message) => {
  expect(() => createTencentBatchClient({ ...keys, regionalHost: true, ...options })).toThrow(
    `tencent-batch: ${message}`,
  );
});
