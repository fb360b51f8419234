/** CodeArts Build by `@jobwire/codearts-build`. Only its size is measured: it signs as Huawei's other API does. */
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";

export function connect(baseUrl, options) {
  const auth = { accessKey: "ACCESSKEYEXAMPLE", secretKey: "EXAMPLESECRETKEY" };
  const codearts = createCodeArtsBuildClient({ auth, baseUrl, ...options });
  return () => codearts.deleteBuildJob({ job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" });
}
