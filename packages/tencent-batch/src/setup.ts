import {
  type ClientOptions,
  type ClientSetup,
  checkCredential,
  FieldError,
  type Operations,
} from "@jobwire/core";
import { credentialNames, type TencentCredentials, tencentAuth } from "./auth.ts";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export type TencentBatchOptions = ClientOptions &
  TencentCredentials & {
    /** Sent as `X-TC-Region`, such as `ap-guangzhou`. Older pages require it, newer ones do not. */
    region?: string | undefined;
    /** Sends to the region's own host, such as `batch.ap-guangzhou.tencentcloudapi.com`. Default false: to the nearest. */
    regionalHost?: boolean | undefined;
    /** Language of error messages, sent as `X-TC-Language`. Default: the provider's. */
    language?: "zh-CN" | "en-US" | undefined;
  };

/** What makes a client of the operations. */
export function setup(options: TencentBatchOptions, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: [...credentialNames, "region", "regionalHost", "language"],
    region: options?.regionalHost ? options.region : undefined,
    envelope,
    tenant: { "X-TC-Region": options?.region, "X-TC-Language": options?.language },
    tenantOptions: { "X-TC-Language": "language" },
    auth() {
      if (options.region !== undefined) checkCredential("region", options.region);
      checkRegionalHost(options);
      return tencentAuth(options);
    },
  };
}

/** Other regions may have a host, too, but no page that we know names it. */
function checkRegionalHost({ regionalHost = false, region, baseUrl }: TencentBatchOptions): void {
  if (typeof regionalHost !== "boolean")
    throw new FieldError("regionalHost", `expected a boolean, got ${typeof regionalHost}`);
  if (!regionalHost) return;
  if (baseUrl !== undefined) throw new FieldError("regionalHost", "expected no baseUrl beside it");
  const known = service.servers.flatMap(({ regions = [] }) => regions);
  if (region === undefined || !known.includes(region))
    throw new FieldError(
      "region",
      `expected one of ${known.join(", ")}, whose hosts are known (or give baseUrl), got ${JSON.stringify(region)}`,
    );
}
