import { createTencentBatchClient, isTencentBatchError } from "@jobwire/tencent-batch";

const batch = createTencentBatchClient({ secretId: "id", secretKey: "secret", region: "ap-guangzhou" });

export async function remove(JobId: string): Promise<string | undefined> {
  try {
    const { RequestId }: { RequestId: string } = await batch.deleteJob({ JobId }, { timeout: 5_000 });
    return RequestId;
  } catch (error) {
    if (isTencentBatchError(error, "deleteJob") && error.code === "ResourceNotFound.Job") return undefined;
    throw error;
  }
}

// @ts-expect-error: the provider's own name is JobId
export const wrong = () => batch.deleteJob({ jobId: "job-f5da1edl" });
