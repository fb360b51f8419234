import { createHuaweiDliClient, type HuaweiDliOptions } from "@jobwire/huawei-dli";

export const options: HuaweiDliOptions = {
  projectId: "f0e1d2",
  auth: { iam: { domain: "account", user: "jane", password: "secret", project: "eu-de" } },
};

export async function remove(job_id: string | number | bigint): Promise<boolean | undefined> {
  const client = createHuaweiDliClient(options);
  const { is_success } = await client.deleteFlinkJob({ job_id }, { signal: new AbortController().signal });
  return is_success;
}
