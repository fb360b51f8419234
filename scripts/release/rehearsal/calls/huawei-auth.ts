import { createHuaweiIamClient } from "@jobwire/huawei-auth";
import type { RunningMock } from "../mocks.ts";

export async function call({ url: baseUrl, credentials }: RunningMock): Promise<string> {
  const { domain = "", user: name = "", password = "", project = "" } = credentials;
  const user = { name, password, domain: { name: domain } };
  const scope = { project: { name: project } };
  const client = createHuaweiIamClient({ baseUrl });
  const { token } = await client.createToken({
    auth: { identity: { methods: ["password"], password: { user } }, scope },
  });
  return `expires ${token.expires_at.slice(0, 10)}`;
}
