import {
  type CallOperation,
  type ClientOptions,
  type ClientSetup,
  createCaller,
  createClient,
} from "@jobwire/core";
import { huaweiEnvelope } from "./envelope.ts";
import type { Client } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { service } from "./generated/service.ts";

export type HuaweiIamOptions = ClientOptions & {
  /** Region whose IAM is asked, such as `eu-de`. Default `cn-north-4`. */
  region?: string | undefined;
};

/** A client of the token call of IAM. */
export interface HuaweiIamClient extends Client {}

/**
 * Makes a client of the token call of Huawei's IAM. The service clients make their own; this one is for those
 * who want a token for something else. The token stands in the header `X-Subject-Token` of the answer.
 *
 * @throws InvalidArgumentError if an option is unknown or malformed.
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 */
export function createHuaweiIamClient(options: HuaweiIamOptions = {}): HuaweiIamClient {
  return createClient<HuaweiIamClient>(setup(options));
}

/** The token call by itself, for the clients of services. */
export function iamCaller(options: HuaweiIamOptions): CallOperation {
  return createCaller(setup(options));
}

function setup(options: HuaweiIamOptions): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: ["region"],
    region: options?.region,
    envelope: huaweiEnvelope,
    auth: () => undefined,
  };
}
