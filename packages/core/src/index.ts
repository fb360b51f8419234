/** The runtime that every jobwire client shares. Users import what they need from their provider's package. */
export { type Answer, type Envelope, isRecord, type ProviderFailure } from "./answer.ts";
export { type AttemptContext, type Auth, tokenAuth, type WireRequest } from "./auth.ts";
export type { Call, FullAnswer } from "./call.ts";
export { type ClientSetup, createClient } from "./client.ts";
export type { Kind, Operation, Parameter, Retry, Server, Shape, Spec } from "./definition.ts";
export { createErrorGuard, type ErrorGuard } from "./error-guard.ts";
export * from "./errors.ts";
export { hex, hmacSha256, sha256Hex } from "./hmac.ts";
export type { Int64Input } from "./int64.ts";
export type { LogEvent, Logger } from "./log.ts";
export { nearest } from "./nearest.ts";
export type { RawClient } from "./openapi-fetch.ts";
export {
  type CallOptions,
  type ClientOptions,
  checkCredential,
  checkText,
  type HeadersInput,
} from "./options.ts";
export { CachedToken, type IssuedToken, issuedToken, type TokenAnswer } from "./token.ts";
