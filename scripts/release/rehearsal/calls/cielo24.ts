import { createCielo24Client } from "@jobwire/cielo24";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { username = "", password = "" } = credentials;
  const client = createCielo24Client({ username, password, baseUrl });
  return (await client.deleteJob({ job_id: "64bea283eff6475ea6596027a6ba0929" })).TaskId;
}
