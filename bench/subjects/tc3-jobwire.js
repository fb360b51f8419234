/** Tencent by `@jobwire/tencent-batch`, as its README says. */
import { createTencentBatchClient } from "@jobwire/tencent-batch";

export function connect(baseUrl, options) {
  const secretId = "AKIDEXAMPLE";
  const secretKey = "EXAMPLESECRETKEY";
  const batch = createTencentBatchClient({
    secretId,
    secretKey,
    region: "ap-guangzhou",
    baseUrl,
    ...options,
  });
  return () => batch.deleteJob({ JobId: "job-f5da1edl" });
}
