import {
  type Call,
  type Cielo24Client,
  createCielo24Client,
  type DeleteJobResult,
  type FullAnswer,
  isCielo24Error,
} from "@jobwire/cielo24";
import { expectTypeOf, test } from "vitest";

declare const cielo24: Cielo24Client;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  cielo24.deleteJob({ job_id: "64bd" }, { signal: AbortSignal.timeout(1), timeout: 1, retries: 0 });
  cielo24.login();
  // @ts-expect-error: the argument is missing
  cielo24.deleteJob();
  // @ts-expect-error: a member of the argument is missing
  cielo24.deleteJob({});
  // @ts-expect-error: the id has another type
  cielo24.deleteJob({ job_id: 64 });
  // @ts-expect-error: the argument is misspelt
  cielo24.deleteJob({ job_id: "64bd", jobId: "64bd" });
  // @ts-expect-error: the client supplies the version
  cielo24.deleteJob({ job_id: "64bd", v: 1 });
  // @ts-expect-error: the option of the call is misspelt
  cielo24.deleteJob({ job_id: "64bd" }, { timeuot: 1 });
  // @ts-expect-error: there is no such operation
  cielo24.deleteJobs({ job_id: "64bd" });
}

export function callsByPath() {
  const call = cielo24.raw.GET("/api/job/delete", { params: { query: { job_id: "64bd" } } });
  cielo24.raw.GET("/api/account/login");
  // @ts-expect-error: there is no such path
  cielo24.raw.GET("/api/job/del", { params: { query: { job_id: "64bd" } } });
  // @ts-expect-error: the path has no such verb
  cielo24.raw.DELETE("/api/job/delete");
  // @ts-expect-error: a parameter is missing
  cielo24.raw.GET("/api/job/delete", { params: { query: { v: 1 } } });
  return call;
}

export function creations(secret: string | undefined) {
  createCielo24Client({ apiToken: "t", timeout: undefined });
  createCielo24Client({ username: "u", password: "p", secureKey: undefined });
  createCielo24Client({ username: "u", secureKey: "k" });
  // @ts-expect-error: no credentials
  createCielo24Client({});
  // @ts-expect-error: the secret is missing
  createCielo24Client({ username: "u" });
  // @ts-expect-error: credentials of two kinds
  createCielo24Client({ apiToken: "t", username: "u", password: "p" });
  // @ts-expect-error: two secrets
  createCielo24Client({ username: "u", password: "p", secureKey: "k" });
  // @ts-expect-error: the credential may be absent
  createCielo24Client({ apiToken: secret });
  // @ts-expect-error: the option is misspelt
  createCielo24Client({ apiToken: "t", retry: 1 });
}

export function codes() {
  if (isCielo24Error(error, "deleteJob")) {
    // @ts-expect-error: the code is misspelt
    if (error.code === "ITEM_NOT_FOUNT") return;
    // @ts-expect-error: the code is one of another operation
    if (error.code === "LOGIN_INVALID") return;
    if (error.code === "ITEM_NOT_FOUND") return;
  }
  if (isCielo24Error(error) && error.code === "LOGIN_INVALID") return;
  // @ts-expect-error: there is no such operation
  isCielo24Error(error, "deleteJobs");
}

test("results", () => {
  expectTypeOf<DeleteJobResult>().toEqualTypeOf<{ TaskId: string }>();
  expectTypeOf<Cielo24Client["deleteJob"]>().returns.toEqualTypeOf<Call<DeleteJobResult>>();
  expectTypeOf<Awaited<Call<DeleteJobResult>>>().toEqualTypeOf<{ TaskId: string }>();
  expectTypeOf<Call<DeleteJobResult>["withResponse"]>().returns.resolves.toEqualTypeOf<
    FullAnswer<DeleteJobResult>
  >();
  expectTypeOf<Awaited<ReturnType<typeof callsByPath>>["data"]>().toEqualTypeOf<
    DeleteJobResult | undefined
  >();
});
