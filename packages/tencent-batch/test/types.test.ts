import {
  createTencentBatchClient,
  type DeleteJobResult,
  isTencentBatchError,
  type TencentBatchClient,
} from "@jobwire/tencent-batch";
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

export function creations(secret: string | undefined) {
  createTencentBatchClient({ secretId: "i", secretKey: "k", token: secret, region: undefined });
  // @ts-expect-error: the key is missing
  createTencentBatchClient({ secretId: "i" });
  // @ts-expect-error: the credential may be absent
  createTencentBatchClient({ secretId: "i", secretKey: secret });
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
  expectTypeOf<DeleteJobResult>().toEqualTypeOf<{ RequestId: string }>();
  expectTypeOf<Awaited<ReturnType<TencentBatchClient["deleteJob"]>>>().toEqualTypeOf<{ RequestId: string }>();
  type Answer = Awaited<ReturnType<typeof callsByPath>>;
  expectTypeOf<NonNullable<Answer["data"]>["Response"]>().toEqualTypeOf<{ RequestId: string }>();
  expectTypeOf<NonNullable<Answer["error"]>["Response"]["Error"]["Code"]>().toEqualTypeOf<string>();
});
