import {
  createHuaweiDliClient,
  type DeleteFlinkJobArguments,
  type DeleteFlinkJobResult,
  type HuaweiDliClient,
  type Int64Input,
  isHuaweiDliError,
} from "@jobwire/huawei-dli";
import { expectTypeOf, test } from "vitest";

declare const dli: HuaweiDliClient;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  dli.deleteFlinkJob({ job_id: "138" });
  dli.deleteFlinkJob({ job_id: 138n, project_id: undefined });
  dli.deleteFlinkJob({ job_id: 138, project_id: "48cc" });
  // @ts-expect-error: the argument is missing
  dli.deleteFlinkJob();
  // @ts-expect-error: a member of the argument is missing
  dli.deleteFlinkJob({ project_id: "48cc" });
  // @ts-expect-error: the id has another type
  dli.deleteFlinkJob({ job_id: true });
  // @ts-expect-error: the argument is misspelt
  dli.deleteFlinkJob({ job_id: "138", jobId: "138" });
  // @ts-expect-error: the client supplies what signs
  dli.deleteFlinkJob({ job_id: "138", "X-Sdk-Date": "20261122T041036Z" });
}

export function callsByPath() {
  // @ts-expect-error: the path has no such verb
  dli.raw.POST("/v1.0/{project_id}/streaming/jobs/{job_id}", { params: { path: { job_id: 1 } } });
  // @ts-expect-error: a parameter is missing
  dli.raw.DELETE("/v1.0/{project_id}/streaming/jobs/{job_id}", { params: { path: { project_id: "48cc" } } });
  return dli.raw.DELETE("/v1.0/{project_id}/streaming/jobs/{job_id}", { params: { path: { job_id: 1n } } });
}

export function creations(secret: string | undefined) {
  const projectId = "48cc";
  createHuaweiDliClient({ projectId, auth: { token: "t" }, region: undefined });
  // @ts-expect-error: the project is missing
  createHuaweiDliClient({ auth: { token: "t" } });
  // @ts-expect-error: no credentials
  createHuaweiDliClient({ projectId });
  // @ts-expect-error: credentials of two kinds
  createHuaweiDliClient({ projectId, auth: { token: "t", accessKey: "a", secretKey: "s" } });
  // @ts-expect-error: the credential may be absent
  createHuaweiDliClient({ projectId, auth: { token: secret } });
  // @ts-expect-error: the option is misspelt
  createHuaweiDliClient({ projectId, auth: { token: "t" }, regoin: "eu-de" });
}

export function codes() {
  if (isHuaweiDliError(error, "deleteFlinkJob")) {
    // @ts-expect-error: the code is misspelt
    if (error.code === "DLI.002") return;
    if (error.code === "DLI.0002") return;
  }
  // @ts-expect-error: there is no such operation
  isHuaweiDliError(error, "deleteJob");
}

test("results", () => {
  expectTypeOf<DeleteFlinkJobArguments["job_id"]>().toEqualTypeOf<Int64Input>();
  expectTypeOf<Int64Input>().toEqualTypeOf<string | bigint | number>();
  expectTypeOf<DeleteFlinkJobResult["is_success"]>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<DeleteFlinkJobResult["message"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Awaited<ReturnType<typeof callsByPath>>["data"]>().toEqualTypeOf<
    DeleteFlinkJobResult | undefined
  >();
});
