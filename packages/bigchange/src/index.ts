import {
  type ClientOptions,
  createClient,
  createErrorGuard,
  type ErrorGuard,
  type Int64Input,
  InvalidArgumentError,
} from "@jobwire/core";
import { type BigChangeCredentials, bigChangeAuth, credentialNames } from "./auth.ts";
import { envelope } from "./envelope.ts";
import type { Client, ErrorCodes } from "./generated/client.ts";
import { spec } from "./generated/operations.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer, Int64Input } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { BigChangeCredentials } from "./auth.ts";
export type * from "./generated/client.ts";

export type BigChangeOptions = ClientOptions &
  BigChangeCredentials & {
    /** The company on whose behalf calls are made, sent as `Customer-Id`. */
    customerId: Int64Input;
  };

/** A client of BigChange: a method for every operation, and `raw` for calls by path. */
export interface BigChangeClient extends Client {}

/**
 * Makes a client of the BigChange API. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://documentation.ops.bigchange.com/docs/rest/api-reference
 */
export function createBigChangeClient(options: BigChangeOptions): BigChangeClient {
  return createClient<BigChangeClient>({
    spec,
    options,
    ownOptions: [...credentialNames, "customerId"],
    envelope,
    tenant: { "Customer-Id": options?.customerId },
    auth(client) {
      if (options.customerId === undefined) {
        const message = "customerId: expected a 64-bit integer, got nothing";
        throw new InvalidArgumentError(message, { provider: spec.provider });
      }
      return bigChangeAuth(options, client);
    },
  });
}

/** Whether an error is one of this client. BigChange has no error codes; tell errors apart by their class. */
export const isBigChangeError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("bigchange");
