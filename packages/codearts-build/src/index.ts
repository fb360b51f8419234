import { createClient, createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./generated/client.ts";
import * as operations from "./generated/operations.ts";
import { type CodeArtsBuildOptions, setup } from "./setup.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer } from "@jobwire/core";
export * from "@jobwire/core/errors";
export type { HuaweiAuth, IamUser } from "@jobwire/huawei-auth";
export type * from "./generated/client.ts";
export type { CodeArtsBuildOptions } from "./setup.ts";

/** A client of CodeArts Build: a method for every operation, and `raw` for calls by path. */
export interface CodeArtsBuildClient extends Client {}

/**
 * Makes a client of CodeArts Build. Nothing is sent before the first call.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 * @see https://support.huaweicloud.com/intl/en-us/api-codeci/
 */
export function createCodeArtsBuildClient(options: CodeArtsBuildOptions): CodeArtsBuildClient {
  return createClient<CodeArtsBuildClient>(setup(options, operations));
}

/** Whether an error is one of this client; with an operation, its `code` is one that the spec lists there. */
export const isCodeArtsBuildError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("codearts-build");
