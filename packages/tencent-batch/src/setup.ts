import { type ClientOptions, type ClientSetup, checkCredential, type Operations } from "@jobwire/core";
import { credentialNames, type TencentCredentials, tencentAuth } from "./auth.ts";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export type TencentBatchOptions = ClientOptions &
  TencentCredentials & {
    /** Sent as `X-TC-Region`, such as `ap-guangzhou`. Older pages require it, newer ones do not. */
    region?: string | undefined;
    /** Language of error messages, sent as `X-TC-Language`. Default: the provider's. */
    language?: "zh-CN" | "en-US" | undefined;
  };

/** What makes a client of the operations. */
export function setup(options: TencentBatchOptions, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: [...credentialNames, "region", "language"],
    envelope,
    tenant: { "X-TC-Region": options?.region, "X-TC-Language": options?.language },
    auth() {
      if (options.region !== undefined) checkCredential("region", options.region);
      return tencentAuth(options);
    },
  };
}
