/** What a user writes. packed.test.ts checks and runs it outside the repository, against the packed packages. */
import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { type Mock, providers, startMock } from "@jobwire/mock";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

export const results: Record<string, string | boolean | undefined> = {};

const calls: Record<string, (mock: Mock) => Promise<string | boolean | undefined>> = {
  async bigchange({ url: baseUrl, credentials: { clientId = "", clientSecret = "" } }) {
    const client = createBigChangeClient({ clientId, clientSecret, customerId: 40817n, baseUrl });
    return String(await client.cancelJob({ jobId: "9223372036854775807", reason: "rain" }));
  },
  async cielo24({ url: baseUrl, credentials: { username = "", password = "" } }) {
    const client = createCielo24Client({ username, password, baseUrl });
    const { TaskId } = await client.deleteJob({ job_id: "64bea283eff6475ea6596027a6ba0929" });
    return TaskId;
  },
  async "codearts-build"({ url: baseUrl, credentials: { accessKey = "", secretKey = "" } }) {
    const client = createCodeArtsBuildClient({ auth: { accessKey, secretKey }, baseUrl });
    return (await client.deleteBuildJob({ job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" })).project_id;
  },
  async "huawei-dli"({ url: baseUrl, credentials }) {
    const { domain = "", user = "", password = "", project = "" } = credentials;
    const auth = { iam: { domain, user, password, project } };
    const client = createHuaweiDliClient({ projectId: "f0e1d2", auth, baseUrl });
    return (await client.deleteFlinkJob({ job_id: 138 })).is_success;
  },
  async "tencent-batch"({ url: baseUrl, credentials: { secretId = "", secretKey = "" } }) {
    const client = createTencentBatchClient({ secretId, secretKey, baseUrl });
    return (await client.deleteJob({ JobId: "job-f5da1edl" })).RequestId;
  },
};

for (const provider of providers) {
  const mock: Mock = await startMock(provider, { seed: "packed" });
  try {
    results[provider] = await calls[provider]?.(mock);
  } finally {
    await mock.close();
  }
}
