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

export type { Call, CallOptions, ClientOptions, FullAnswer } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { HuaweiAuth, IamUser } from "@jobwire/huawei-auth";
export type * from "./generated/client.ts";

export interface CodeArtsBuildOptions extends ClientOptions {
  auth: HuaweiAuth;
  /** Region, such as `ap-southeast-3`. Default `cn-north-4`. */
  region?: string | undefined;
  /** The IAM project of the region, sent with AK/SK. It is not the CodeArts project that answers name. */
  projectId?: string | undefined;
}

/** A client of CodeArts Build: a method for every operation, and `raw` for calls by path. */
export interface CodeArtsBuildClient extends Client {}

/**
 * Makes a client of CodeArts Build. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://support.huaweicloud.com/intl/en-us/api-codeci/
 */
export function createCodeArtsBuildClient(options: CodeArtsBuildOptions): CodeArtsBuildClient {
  return createClient<CodeArtsBuildClient>({
    spec,
    options,
    ownOptions: ["auth", "region", "projectId"],
    region: options?.region,
    envelope,
    auth() {
      const { projectId } = options;
      if (projectId !== undefined) checkCredential(spec.provider, "projectId", projectId);
      return huaweiAuth({ provider: spec.provider, options, projectId: () => projectId });
    },
  });
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isCodeArtsBuildError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("codearts-build");
