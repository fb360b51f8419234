import { createBigChangeClient } from "@jobwire/bigchange";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { clientId = "", clientSecret = "", customerId = "" } = credentials;
  const client = createBigChangeClient({ clientId, clientSecret, customerId, baseUrl });
  const { response } = await client.cancelJob({ jobId: 128734501, reason: "rain" }).withResponse();
  return `status ${response.status}`;
}
