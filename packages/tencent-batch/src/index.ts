import { createClient, createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { setup, type TencentBatchOptions } from "./setup.ts";

export type {
  Call,
  CallOptions,
  ClientOptions,
  FullAnswer,
  PageOptions,
  Pages,
  WaitOptions,
} from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { GetKeys, TemporaryKeys, TencentCredentials, TencentKeys } from "./auth.ts";
export type * from "./generated/client.ts";
export type { TencentBatchOptions } from "./setup.ts";

/** A client of Tencent Cloud Batch: a method for every operation, and `raw` for calls by path. */
export interface TencentBatchClient extends Client {}

/**
 * Makes a client of Tencent Cloud Batch, version 2017-03-12. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://www.tencentcloud.com/document/product/599
 */
export function createTencentBatchClient(options: TencentBatchOptions): TencentBatchClient {
  return createClient<TencentBatchClient>(setup(options, operations));
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isTencentBatchError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("tencent-batch");
