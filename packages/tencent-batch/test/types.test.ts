import {
  createTencentBatchClient,
  type DeleteJobResult,
  isTencentBatchError,
  type Pages,
  type Schemas,
  type TencentBatchClient,
} from "@jobwire/tencent-batch";
import {
  deleteJob,
  describeJobs,
  createTencentBatchClient as selected,
} from "@jobwire/tencent-batch/operations";
import { expectTypeOf, test } from "vitest";

declare const batch: TencentBatchClient;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  batch.deleteJob({ JobId: "job-1", "X-TC-Region": undefined, "X-TC-Language": "en-US" });
  // @ts-expect-error: the argument is missing
  batch.deleteJob();
  // @ts-expect-error: a member of the argument is missing
  batch.deleteJob({ "X-TC-Region": "ap-guangzhou" });
  // @ts-expect-error: the id has another type
  batch.deleteJob({ JobId: 1 });
  // @ts-expect-error: the argument is misspelt
  batch.deleteJob({ JobId: "job-1", JobID: "job-1" });
  // @ts-expect-error: there is no such language
  batch.deleteJob({ JobId: "job-1", "X-TC-Language": "de" });
  // @ts-expect-error: the client supplies the action
  batch.deleteJob({ JobId: "job-1", "X-TC-Action": "DeleteJob" });
}

export function callsByPath() {
  // @ts-expect-error: there is no such path
  batch.raw.POST("/#X-TC-Action=RemoveJob", { body: { JobId: "job-1" } });
  // @ts-expect-error: the body is missing
  batch.raw.POST("/#X-TC-Action=DeleteJob");
  return batch.raw.POST("/#X-TC-Action=DeleteJob", { body: { JobId: "job-1" } });
}

export function lists() {
  batch.paginate.describeJobs();
  batch.paginate.describeJobs({ Filters: [{ Name: "job-state", Values: ["FAILED"] }] }, { limit: 5 });
  // @ts-expect-error: the job is missing
  batch.paginate.describeTask({ TaskName: "render" });
  // @ts-expect-error: a list has no progress
  batch.paginate.describeJobs({}, { onProgress: () => {} });
  // @ts-expect-error: it is no list
  batch.paginate.describeJob;
  const some = selected({ secretId: "i", secretKey: "k" }, { deleteJob, describeJobs });
  some.paginate.describeJobs();
  // @ts-expect-error: it was not selected
  some.paginate.describeTask;
  // @ts-expect-error: it was not selected
  some.submitJob;
}

export function submissions() {
  const ComputeEnv = { EnvData: { LoginSettings: { KeepImageLogin: true } } };
  const Application = { DeliveryForm: "LOCAL" as const, Command: "true" };
  const Job = { Tasks: [{ Application, ComputeEnv }] };
  batch.submitJob({ Placement: { Zone: "z", ProjectId: "9007199254740993" }, Job });
  // @ts-expect-error: the wire's text is the client's business
  const KeepImageLogin: NonNullable<Schemas["LoginSettings"]["KeepImageLogin"]> = "TRUE";
  return KeepImageLogin;
}

export function creations(secret: string | undefined) {
  createTencentBatchClient({ secretId: "i", secretKey: "k", token: secret, region: undefined });
  // @ts-expect-error: the key is missing
  createTencentBatchClient({ secretId: "i" });
  // @ts-expect-error: the credential may be absent
  createTencentBatchClient({ secretId: "i", secretKey: secret });
  createTencentBatchClient({
    credentials: async () => ({ secretId: "i", secretKey: "k", expiresAt: new Date() }),
  });
  // @ts-expect-error: keys or a function, not both
  createTencentBatchClient({
    secretId: "i",
    secretKey: "k",
    credentials: () => ({ secretId: "i", secretKey: "k" }),
  });
  // @ts-expect-error: the option is misspelt
  createTencentBatchClient({ secretId: "i", secretKey: "k", secretToken: "t" });
}

export function codes() {
  if (isTencentBatchError(error, "deleteJob")) {
    // @ts-expect-error: the code is misspelt
    if (error.code === "ResourceNotFound.Jobs") return;
    if (error.code === "ResourceNotFound.Job") return;
  }
  // @ts-expect-error: there is no such operation
  isTencentBatchError(error, "removeJob");
}

test("results", () => {
  expectTypeOf<ReturnType<TencentBatchClient["paginate"]["describeJobs"]>>().toEqualTypeOf<
    Pages<Schemas["JobView"], Schemas["DescribeJobsResponse"]>
  >();
  expectTypeOf<Schemas["Placement"]["ProjectId"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<DeleteJobResult>().toEqualTypeOf<{ RequestId: string }>();
  expectTypeOf<Awaited<ReturnType<TencentBatchClient["deleteJob"]>>>().toEqualTypeOf<{ RequestId: string }>();
  type Answer = Awaited<ReturnType<typeof callsByPath>>;
  expectTypeOf<NonNullable<Answer["data"]>["Response"]>().toEqualTypeOf<{ RequestId: string }>();
  expectTypeOf<NonNullable<Answer["error"]>["Response"]["Error"]["Code"]>().toEqualTypeOf<string>();
});
