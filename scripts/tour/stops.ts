import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

/** One operation of one provider, called once to succeed and once to fail. */
export interface Stop {
  readonly provider: string;
  readonly operation: string;
  readonly succeeds: object;
  readonly fails: object;
  /** The answer that the mock is asked for, so that the second call fails as documented. */
  readonly refusal: string;
  /** Makes the client, and gives its operation. */
  connect(
    baseUrl: string,
  ): (given: never, options?: { headers: Record<string, string> }) => PromiseLike<unknown>;
}

export const stops: readonly Stop[] = [
  {
    provider: "cielo24",
    operation: "deleteJob",
    succeeds: { job_id: "64bea283eff6475ea6596027a6ba0929" },
    fails: { job_id: "1b7e9d40c3a84f5f9a260e8d5c71f3a2" },
    refusal: "code=400, example=itemNotFound",
    connect: (baseUrl) =>
      createCielo24Client({ username: "john_doe", password: "example_password", baseUrl }).deleteJob,
  },
  {
    provider: "tencent-batch",
    operation: "deleteJob",
    succeeds: { JobId: "job-f5da1edl" },
    fails: { JobId: "job-r7wd93bn" },
    refusal: "code=200, example=jobNotFinished",
    connect: (baseUrl) =>
      createTencentBatchClient({ secretId: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE", baseUrl }).deleteJob,
  },
  {
    provider: "huawei-dli",
    operation: "deleteFlinkJob",
    succeeds: { job_id: "9007199254740993" },
    fails: { job_id: 4040 },
    refusal: "code=400, example=notFound",
    connect(baseUrl) {
      const iam = { domain: "example-company", user: "batch-runner", password: "example_password" };
      const auth = { iam: { ...iam, project: "cn-north-4" } };
      return createHuaweiDliClient({ projectId: "48cc2c48765f481480c7db940d6409d1", auth, baseUrl })
        .deleteFlinkJob;
    },
  },
  {
    provider: "bigchange",
    operation: "cancelJob",
    succeeds: { jobId: 128734501, reason: "rain" },
    fails: { jobId: 128734422 },
    refusal: "code=422, example=alreadyStarted",
    connect: (baseUrl) =>
      createBigChangeClient({ clientId: "my-app", clientSecret: "example_secret", customerId: 1042, baseUrl })
        .cancelJob,
  },
  {
    provider: "codearts-build",
    operation: "deleteBuildJob",
    succeeds: { job_id: "cb5fa20de5fd4cf8be681d4bd6fdd2f6" },
    fails: { job_id: "7c9e6679f4d2425dbb1e0d3c5a8f9b10" },
    refusal: "code=422",
    connect(baseUrl) {
      const auth = { accessKey: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE" };
      return createCodeArtsBuildClient({ auth, baseUrl }).deleteBuildJob;
    },
  },
];
