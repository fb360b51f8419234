/** Huawei by `@jobwire/huawei-dli`, as its README says. */
import { createHuaweiDliClient } from "@jobwire/huawei-dli";

export function connect(baseUrl, options) {
  const auth = { accessKey: "ACCESSKEYEXAMPLE", secretKey: "EXAMPLESECRETKEY" };
  const projectId = "48cc2c48765f481480c7db940d6409d1";
  const dli = createHuaweiDliClient({ projectId, auth, baseUrl, ...options });
  return () => dli.deleteFlinkJob({ job_id: "138" });
}
