import { createErrorGuard, type ErrorGuard } from "@jobwire/core";
import type { ErrorCodes } from "./generated/client.ts";

export type { Call, CallOptions, ClientOptions, FullAnswer } from "@jobwire/core";
export * from "@jobwire/core/errors";
export { type HuaweiAuth, type HuaweiAuthSetup, huaweiAuth, type IamUser } from "./auth.ts";
export { huaweiEnvelope } from "./envelope.ts";
export type * from "./generated/client.ts";
export { createHuaweiIamClient, type HuaweiIamClient, type HuaweiIamOptions } from "./iam.ts";
export { type SdkHmacKey, type SdkHmacRequest, sdkDate, signSdkHmac } from "./sdk-hmac.ts";

/** Whether an error is one of the token call. IAM has no error codes; tell errors apart by their class. */
export const isHuaweiIamError: ErrorGuard<ErrorCodes> = createErrorGuard<ErrorCodes>("huawei-auth");
