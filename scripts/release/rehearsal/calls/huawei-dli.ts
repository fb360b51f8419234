import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { accessKey = "", secretKey = "", projectId = "" } = credentials;
  const client = createHuaweiDliClient({ projectId, auth: { accessKey, secretKey }, baseUrl });
  return `is_success ${(await client.deleteFlinkJob({ job_id: "9007199254740993" })).is_success}`;
}
