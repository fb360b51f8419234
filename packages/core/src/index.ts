/** The runtime that every jobwire client shares. Users import what they need from their provider's package. */
export { type Answer, type Envelope, isRecord, type ProviderFailure } from "./answer.ts";
export { type AttemptContext, type Auth, renewedAuth, tokenAuth, type WireRequest } from "./auth.ts";
export type { FileInput } from "./body.ts";
export type { Call, FullAnswer } from "./call.ts";
export { type CallbackRequest, parseCallback } from "./callback.ts";
export { createCaller, createClient, createSelectedClient } from "./client.ts";
export type {
  Kind,
  Operation,
  Operations,
  Pagination,
  Parameter,
  Retry,
  Server,
  Service,
  Shape,
  Waiter,
} from "./definition.ts";
export { createErrorGuard, type ErrorGuard } from "./error-guard.ts";
export * from "./errors.ts";
export type { AnswerHeaders } from "./exchange/exchange.ts";
export { FieldError } from "./field.ts";
export type { Int64Input } from "./int64.ts";
export type { LogEvent, Logger } from "./log.ts";
export { nearest } from "./nearest.ts";
export {
  type CallOptions,
  type ClientOptions,
  checkCredential,
  checkText,
  type HeadersInput,
  type StreamOptions,
  type UploadOptions,
} from "./options.ts";
export { type PageOptions, type Pages, paginator } from "./paginate.ts";
export type { RawClient, RawOptions, RawResult } from "./raw.ts";
export type { CallOperation, ClientSetup } from "./requester.ts";
export type { SelectedClient } from "./selected-client.ts";
export { hex, hmacSha256, sha256Hex } from "./sha256.ts";
export { CachedToken, type IssuedToken, issuedToken, type TokenCall } from "./token.ts";
export type { UploadProgress } from "./upload-progress.ts";
export { type WaitOptions, waiter } from "./wait.ts";
