/** What a user writes. packed.test.ts checks and runs it outside the repository, against the packed packages. */
import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { type Mock, providers, startMock } from "@jobwire/mock";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

export const results: Record<string, string | boolean | undefined> = {};

const iam = { domain: "acme", user: "robot", password: "open-sesame", project: "eu-de" };
const calls: Record<string, (baseUrl: string) => Promise<string | boolean | undefined>> = {
  async bigchange(baseUrl) {
    const client = createBigChangeClient({ clientId: "app", clientSecret: "s", customerId: 40817n, baseUrl });
    return String(await client.cancelJob({ jobId: "9223372036854775807", reason: "rain" }));
  },
  async cielo24(baseUrl) {
    const client = createCielo24Client({ username: "robot", password: "open-sesame", baseUrl });
    const { TaskId } = await client.deleteJob({ job_id: "64bea283eff6475ea6596027a6ba0929" });
    return TaskId;
  },
  async "codearts-build"(baseUrl) {
    const auth = { accessKey: "AKEXAMPLE", secretKey: "open-sesame" };
    const client = createCodeArtsBuildClient({ auth, baseUrl });
    return (await client.deleteBuildJob({ job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" })).project_id;
  },
  async "huawei-dli"(baseUrl) {
    const client = createHuaweiDliClient({ projectId: "f0e1d2", auth: { iam }, baseUrl });
    return (await client.deleteFlinkJob({ job_id: 138 })).is_success;
  },
  async "tencent-batch"(baseUrl) {
    const client = createTencentBatchClient({ secretId: "AKIDEXAMPLE", secretKey: "open-sesame", baseUrl });
    return (await client.deleteJob({ JobId: "job-f5da1edl" })).RequestId;
  },
};

for (const provider of providers) {
  const mock: Mock = await startMock(provider);
  try {
    results[provider] = await calls[provider]?.(mock.url);
  } finally {
    await mock.close();
  }
}
