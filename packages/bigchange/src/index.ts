import { createClient, createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { type BigChangeOptions, setup } from "./setup.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer, Int64Input } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { BigChangeCredentials } from "./auth.ts";
export type * from "./generated/client.ts";
export type { BigChangeOptions } from "./setup.ts";

/** A client of BigChange: a method for every operation, and `raw` for calls by path. */
export interface BigChangeClient extends Client {}

/**
 * Makes a client of the BigChange API. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://documentation.ops.bigchange.com/docs/rest/api-reference
 */
export function createBigChangeClient(options: BigChangeOptions): BigChangeClient {
  return createClient<BigChangeClient>(setup(options, operations));
}

/** Whether an error is one of this client. BigChange has no error codes; tell errors apart by their class. */
export const isBigChangeError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("bigchange");
