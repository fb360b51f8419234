import { createTencentBatchClient } from "@jobwire/tencent-batch";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { secretId = "", secretKey = "" } = credentials;
  const client = createTencentBatchClient({ secretId, secretKey, baseUrl });
  return (await client.deleteJob({ JobId: "job-f5da1edl" })).RequestId;
}
