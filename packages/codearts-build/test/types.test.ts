import {
  type CodeArtsBuildClient,
  createCodeArtsBuildClient,
  type DeleteBuildJobResult,
  isCodeArtsBuildError,
} from "@jobwire/codearts-build";
import { expectTypeOf, test } from "vitest";

declare const codearts: CodeArtsBuildClient;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  codearts.deleteBuildJob({ job_id: "48c6" });
  // @ts-expect-error: the argument is missing
  codearts.deleteBuildJob();
  // @ts-expect-error: a member of the argument is missing
  codearts.deleteBuildJob({});
  // @ts-expect-error: the id has another type
  codearts.deleteBuildJob({ job_id: 48 });
  // @ts-expect-error: the argument is misspelt
  codearts.deleteBuildJob({ job_id: "48c6", jobId: "48c6" });
}

export function callsByPath() {
  // @ts-expect-error: the path has no such verb
  codearts.raw.DELETE("/v3/jobs/{job_id}/delete", { params: { path: { job_id: "48c6" } } });
  // @ts-expect-error: a parameter is missing
  codearts.raw.POST("/v3/jobs/{job_id}/delete", {});
  return codearts.raw.POST("/v3/jobs/{job_id}/delete", { params: { path: { job_id: "48c6" } } });
}

export function creations(secret: string | undefined) {
  createCodeArtsBuildClient({ auth: { accessKey: "a", secretKey: "s" }, projectId: secret });
  // @ts-expect-error: no credentials
  createCodeArtsBuildClient({});
  // @ts-expect-error: credentials of two kinds
  createCodeArtsBuildClient({ auth: { token: "t", accessKey: "a", secretKey: "s" } });
  // @ts-expect-error: the credential may be absent
  createCodeArtsBuildClient({ auth: { token: secret } });
  // @ts-expect-error: the option is misspelt
  createCodeArtsBuildClient({ auth: { token: "t" }, project: "p" });
}

export function codes() {
  if (isCodeArtsBuildError(error, "deleteBuildJob")) {
    // @ts-expect-error: the code is misspelt
    if (error.code === "CB.0031006") return;
    if (error.code === "CB.00031006") return;
  }
  // @ts-expect-error: there is no such operation
  isCodeArtsBuildError(error, "deleteJob");
}

test("results", () => {
  expectTypeOf<DeleteBuildJobResult["job_id"]>().toExtend<string | undefined>();
  expectTypeOf<
    Awaited<ReturnType<CodeArtsBuildClient["deleteBuildJob"]>>
  >().toEqualTypeOf<DeleteBuildJobResult>();
  expectTypeOf<Awaited<ReturnType<typeof callsByPath>>>().toHaveProperty("data");
});
