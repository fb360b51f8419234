import { createTencentBatchClient } from "@jobwire/tencent-batch";
import type { RunningMock } from "../mocks.ts";

/** Submits a job, reads the list of its instances in two pages, and deletes it. */
export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { secretId = "", secretKey = "" } = credentials;
  const client = createTencentBatchClient({ secretId, secretKey, baseUrl });
  const Application = { DeliveryForm: "LOCAL" as const, Command: "true" };
  const { JobId } = await client.submitJob({
    Placement: { Zone: "ap-guangzhou-3" },
    Job: { Tasks: [{ TaskName: "render", Application, EnvId: "env-p6j5nmx1" }] },
  });
  const instances: unknown[] = [];
  for await (const { TaskInstanceIndex } of client.paginate.describeTask({
    JobId,
    TaskName: "render",
    Limit: 2,
  }))
    instances.push(TaskInstanceIndex);
  const { RequestId } = await client.deleteJob({ JobId });
  return `${RequestId.slice(0, 8)}… ${instances}`;
}
