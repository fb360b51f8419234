import { createClient, createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { type HuaweiDliOptions, setup } from "./setup.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer, Int64Input } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { HuaweiAuth, IamUser } from "@jobwire/huawei-auth";
export type * from "./generated/client.ts";
export type { HuaweiDliOptions } from "./setup.ts";

/** A client of Data Lake Insight: a method for every operation, and `raw` for calls by path. */
export interface HuaweiDliClient extends Client {}

/**
 * Makes a client of Data Lake Insight, on Huawei Cloud or Open Telekom Cloud. Nothing is sent before the
 * first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://docs.otc.t-systems.com/data-lake-insight/api-ref/
 */
export function createHuaweiDliClient(options: HuaweiDliOptions): HuaweiDliClient {
  return createClient<HuaweiDliClient>(setup(options, operations));
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isHuaweiDliError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("huawei-dli");
