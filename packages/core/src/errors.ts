/** Marks our errors across copies of this package, where `instanceof` fails. */
const brand = Symbol.for("jobwire.error");

export interface ErrorDetails {
  readonly provider: string;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
  readonly body?: unknown;
  readonly cause?: unknown;
}

/**
 * The base of every error that a jobwire client throws.
 *
 * The message is one line that names provider, operation, status, code and request id. No credential is in
 * any of its fields.
 */
export class JobwireError<Code extends string = string> extends Error {
  /** The provider's name, such as `tencent-batch`. */
  readonly provider: string;
  /** The `operationId`, such as `deleteJob`; undefined for errors of the client's options. */
  readonly operation: string | undefined;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** The provider's own error code, if it gave one. */
  readonly code: Code | undefined;
  /** The provider's id of the request, to be quoted to its support. */
  readonly requestId: string | undefined;
  /** How many times the request was sent; 0 when it was refused before. */
  readonly attempts: number;
  /** The answer's body: parsed where it is JSON, else its text; undefined without an answer. */
  readonly body: unknown;

  constructor(message: string, details: ErrorDetails) {
    super(headline(message, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.provider = details.provider;
    this.operation = details.operation;
    this.status = details.status;
    this.code = details.code as Code | undefined;
    this.requestId = details.requestId;
    this.attempts = details.attempts ?? 0;
    this.body = details.body;
  }

  toJSON(): Record<string, unknown> {
    const { name, message, provider, operation, status, code, requestId, attempts, body } = this;
    return { name, message, provider, operation, status, code, requestId, attempts, body };
  }
}
Object.defineProperty(JobwireError.prototype, brand, { value: true });

/** The request was wrong before it was sent: an option or an argument is missing, malformed or unknown. */
export class InvalidArgumentError extends JobwireError {}
/** 400, and other 4xx: the provider did not accept the request as it is. */
export class BadRequestError extends JobwireError {}
/** 401: the credentials are missing, wrong or expired. */
export class AuthenticationError extends JobwireError {}
/** 403: the credentials are good, but may not do this. */
export class PermissionDeniedError extends JobwireError {}
/** 404, 410: what the request names is not there. */
export class NotFoundError extends JobwireError {}
/** 409: the state of the resource does not allow it. */
export class ConflictError extends JobwireError {}
/** 422: understood, but not valid. */
export class UnprocessableError extends JobwireError {}
/** 429: too many requests. */
export class RateLimitError extends JobwireError {}
/** 5xx: the provider failed. */
export class ServerError extends JobwireError {}
/** No answer, or only a part of one: refused, reset, not resolved, cut off. */
export class ConnectionError extends JobwireError {}
/** The deadline (`timeout`) passed. */
export class TimeoutError extends JobwireError {}
/** The caller's `signal` was aborted; its reason is the `cause`. */
export class AbortError extends JobwireError {}
/** What was waited for has ended, and not well; the last answer is the `body`. */
export class JobFailedError extends JobwireError {}
/** The answer is not what the spec says: no JSON, a redirect to elsewhere, a missing envelope. */
export class ResponseFormatError extends JobwireError {}

const classes = {
  InvalidArgumentError,
  BadRequestError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  UnprocessableError,
  RateLimitError,
  ServerError,
  ConnectionError,
  TimeoutError,
  AbortError,
  JobFailedError,
  ResponseFormatError,
  JobwireError,
};
// Names are set here and not taken from the classes, so that they survive minification.
for (const [name, errorClass] of Object.entries(classes)) {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}

/** Whether a value is an error of any jobwire client, also one of another copy of this package. */
export function isJobwireError(error: unknown): error is JobwireError {
  return typeof error === "object" && error !== null && brand in error;
}

function headline(message: string, { provider, operation, status, code, requestId, attempts }: ErrorDetails) {
  const subject = [provider, operation].filter(Boolean).join(" ");
  const outcome = [status, code].filter((part) => part !== undefined).join(" ");
  const notes = [
    requestId && `request id ${requestId}`,
    attempts !== undefined && attempts > 1 && `${attempts} attempts`,
  ].filter(Boolean);
  const told = [subject, outcome, message].filter(Boolean).join(": ");
  const line = notes.length > 0 ? `${told} (${notes.join(", ")})` : told;
  return line.replace(/[\s\p{Cc}]+/gu, " "); // what a provider says may hold line breaks and escapes
}
