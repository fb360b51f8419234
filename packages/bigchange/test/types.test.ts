import {
  type BigChangeClient,
  type CancelJobResult,
  createBigChangeClient,
  type GetAccessTokenResult,
  isBigChangeError,
} from "@jobwire/bigchange";
import { expectTypeOf, test } from "vitest";

declare const bigchange: BigChangeClient;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  bigchange.cancelJob({ jobId: 128734501n, reason: null });
  bigchange.cancelJob({ jobId: "128734501", reason: undefined, "Customer-Id": 1 });
  bigchange.getAccessToken({ client_id: "i", client_secret: "s" });
  // @ts-expect-error: the argument is missing
  bigchange.cancelJob();
  // @ts-expect-error: a member of the argument is missing
  bigchange.cancelJob({ reason: "Moved." });
  // @ts-expect-error: the reason has another type
  bigchange.cancelJob({ jobId: 1, reason: 7 });
  // @ts-expect-error: the argument is misspelt
  bigchange.cancelJob({ jobId: 1, raeson: "Moved." });
  // @ts-expect-error: the client supplies the grant
  bigchange.getAccessToken({ client_id: "i", client_secret: "s", grant_type: "client_credentials" });
}

export function callsByPath() {
  // @ts-expect-error: there is no such path
  bigchange.raw.PUT("/v1/jobs/{id}/cancel", { params: { path: { id: 1 } } });
  // @ts-expect-error: a parameter is missing
  bigchange.raw.PUT("/v1/jobs/{jobId}/cancel", { params: { path: {} } });
  return bigchange.raw.PUT("/v1/jobs/{jobId}/cancel", { params: { path: { jobId: "1" } } });
}

export function creations(secret: string | undefined) {
  const customerId = 40817;
  createBigChangeClient({ clientId: "i", clientSecret: "s", customerId: "40817", accessToken: undefined });
  createBigChangeClient({ accessToken: "t", customerId: 40817n });
  // @ts-expect-error: the customer is missing
  createBigChangeClient({ accessToken: "t" });
  // @ts-expect-error: the secret is missing
  createBigChangeClient({ clientId: "i", customerId });
  // @ts-expect-error: credentials of two kinds
  createBigChangeClient({ accessToken: "t", clientId: "i", clientSecret: "s", customerId });
  // @ts-expect-error: the credential may be absent
  createBigChangeClient({ accessToken: secret, customerId });
  // @ts-expect-error: the option is misspelt
  createBigChangeClient({ accessToken: "t", customerId, customerID: 1 });
}

export function codes() {
  if (isBigChangeError(error, "cancelJob")) {
    expectTypeOf(error.code).toEqualTypeOf<undefined>();
  }
  // @ts-expect-error: there is no such operation
  isBigChangeError(error, "cancelJobs");
}

test("results", () => {
  expectTypeOf<CancelJobResult>().toEqualTypeOf<void>();
  expectTypeOf<Awaited<ReturnType<BigChangeClient["cancelJob"]>>>().toEqualTypeOf<void>();
  expectTypeOf<GetAccessTokenResult["access_token"]>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Awaited<ReturnType<typeof callsByPath>>["data"]>().toEqualTypeOf<undefined>();
});
