import {
  type ClientOptions,
  checkCredential,
  createClient,
  createErrorGuard,
  type ErrorGuard,
} from "@jobwire/core";
import { type HuaweiAuth, huaweiAuth } from "@jobwire/huawei-auth";
import { envelope } from "./envelope.ts";
import type { Client, ErrorCodes } from "./generated/client.ts";
import { spec } from "./generated/operations.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer, Int64Input } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { HuaweiAuth, IamUser } from "@jobwire/huawei-auth";
export type * from "./generated/client.ts";

export interface HuaweiDliOptions extends ClientOptions {
  /** The IAM project that owns the jobs. */
  projectId: string;
  auth: HuaweiAuth;
  /** Region, also of Open Telekom Cloud, such as `eu-de`. Default `cn-north-4`. */
  region?: string | undefined;
}

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
  return createClient<HuaweiDliClient>({
    spec,
    options,
    ownOptions: ["projectId", "auth", "region"],
    region: options?.region,
    envelope,
    tenant: { project_id: options?.projectId },
    auth() {
      const { projectId } = options;
      checkCredential(spec.provider, "projectId", projectId);
      const ofCall = ({ project_id }: Readonly<Record<string, unknown>>) => project_id ?? projectId;
      return huaweiAuth({ provider: spec.provider, options, projectId: ofCall });
    },
  });
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isHuaweiDliError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("huawei-dli");
