import {
  type ClientOptions,
  checkCredential,
  createClient,
  createErrorGuard,
  type ErrorGuard,
} from "@jobwire/core";
import { credentialNames, type TencentCredentials, tencentAuth } from "./auth.ts";
import { envelope } from "./envelope.ts";
import type { Client, ErrorCodes } from "./generated/client.ts";
import { spec } from "./generated/operations.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { TencentCredentials } from "./auth.ts";
export type * from "./generated/client.ts";

export type TencentBatchOptions = ClientOptions &
  TencentCredentials & {
    /** Sent as `X-TC-Region`, such as `ap-guangzhou`. Older pages require it, newer ones do not. */
    region?: string | undefined;
    /** Language of error messages, sent as `X-TC-Language`. Default: the provider's. */
    language?: "zh-CN" | "en-US" | undefined;
  };

/** A client of Tencent Cloud Batch: a method for every operation, and `raw` for calls by path. */
export interface TencentBatchClient extends Client {}

/**
 * Makes a client of Tencent Cloud Batch, version 2017-03-12. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://www.tencentcloud.com/document/product/599
 */
export function createTencentBatchClient(options: TencentBatchOptions): TencentBatchClient {
  return createClient<TencentBatchClient>({
    spec,
    options,
    ownOptions: [...credentialNames, "region", "language"],
    envelope,
    tenant: { "X-TC-Region": options?.region, "X-TC-Language": options?.language },
    auth() {
      if (options.region !== undefined) checkCredential(spec.provider, "region", options.region);
      return tencentAuth(options);
    },
  });
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isTencentBatchError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("tencent-batch");
