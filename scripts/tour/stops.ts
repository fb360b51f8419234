import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import type { Mock } from "@jobwire/mock";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

/** One operation of one provider, called once to succeed and once to fail. */
export interface Stop {
  readonly provider: string;
  readonly operation: string;
  readonly succeeds: object;
  readonly fails: object;
  /** Makes a client of the mock, and gives its operation. Each takes its own arguments, as `succeeds` and `fails` are. */
  connect(mock: Pick<Mock, "url" | "credentials">): (given: never) => PromiseLike<unknown>;
}

export const stops: readonly Stop[] = [
  {
    provider: "cielo24",
    operation: "deleteJob",
    succeeds: { job_id: "64bea283eff6475ea6596027a6ba0929" },
    fails: { job_id: "1b7e9d40c3a84f5f9a260e8d5c71f3a2" },
    connect: ({ url: baseUrl, credentials: { username = "", password = "" } }) =>
      createCielo24Client({ username, password, baseUrl }).deleteJob,
  },
  {
    provider: "tencent-batch",
    operation: "deleteJob",
    succeeds: { JobId: "job-f5da1edl" },
    fails: { JobId: "job-r7wd93bn" },
    connect: ({ url: baseUrl, credentials: { secretId = "", secretKey = "" } }) =>
      createTencentBatchClient({ secretId, secretKey, baseUrl }).deleteJob,
  },
  {
    provider: "huawei-dli",
    operation: "deleteFlinkJob",
    succeeds: { job_id: "9007199254740993" },
    fails: { job_id: 4040 },
    connect({ url: baseUrl, credentials }) {
      const { domain = "", user = "", password = "", project = "", projectId = "" } = credentials;
      const auth = { iam: { domain, user, password, project } };
      return createHuaweiDliClient({ projectId, auth, baseUrl }).deleteFlinkJob;
    },
  },
  {
    provider: "bigchange",
    operation: "cancelJob",
    succeeds: { jobId: 128734501, reason: "rain" },
    fails: { jobId: 128734422 },
    connect: ({ url: baseUrl, credentials: { clientId = "", clientSecret = "", customerId = "" } }) =>
      createBigChangeClient({ clientId, clientSecret, customerId, baseUrl }).cancelJob,
  },
  {
    provider: "codearts-build",
    operation: "deleteBuildJob",
    succeeds: { job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" },
    fails: { job_id: "7c9e6679f4d2425dbb1e0d3c5a8f9b10" },
    connect: ({ url: baseUrl, credentials: { accessKey = "", secretKey = "" } }) =>
      createCodeArtsBuildClient({ auth: { accessKey, secretKey }, baseUrl }).deleteBuildJob,
  },
];
