import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { domain = "", user = "", password = "", project = "" } = credentials;
  const client = createCodeArtsBuildClient({ auth: { iam: { domain, user, password, project } }, baseUrl });
  return (await client.deleteBuildJob({ job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" })).job_id;
}
