import { createClient, createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { type Cielo24Options, setup } from "./setup.ts";

export type {
  Call,
  CallbackRequest,
  CallOptions,
  ClientOptions,
  FileInput,
  FullAnswer,
  StreamOptions,
  UploadOptions,
  UploadProgress,
  WaitOptions,
} from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { Cielo24Credentials } from "./auth.ts";
export * from "./generated/callbacks.ts";
export type * from "./generated/client.ts";
export type { Cielo24Options } from "./setup.ts";

/** A client of cielo24: a method for every operation, and `raw` for calls by path. */
export interface Cielo24Client extends Client {}

/**
 * Makes a client of the cielo24 API. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://cielo24.readthedocs.io/en/latest/
 */
export function createCielo24Client(options: Cielo24Options): Cielo24Client {
  return createClient<Cielo24Client>(setup(options, operations));
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isCielo24Error: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("cielo24");
