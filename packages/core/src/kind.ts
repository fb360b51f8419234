import type { Kind } from "./definition.ts";
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type ErrorDetails,
  type JobwireError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableError,
} from "./errors.ts";

const classes = {
  BadRequest: BadRequestError,
  Authentication: AuthenticationError,
  PermissionDenied: PermissionDeniedError,
  NotFound: NotFoundError,
  Conflict: ConflictError,
  Unprocessable: UnprocessableError,
  RateLimit: RateLimitError,
  Server: ServerError,
};

/** The class of a failure's errors. */
export function errorOfKind(kind: Kind): new (message: string, details: ErrorDetails) => JobwireError {
  return classes[kind];
}

/** The kind of a failure whose code the spec does not list. */
export function kindOfStatus(status: number): Kind {
  return statusKinds[status] ?? (status >= 500 ? "Server" : "BadRequest");
}

const statusKinds: Record<number, Kind> = {
  401: "Authentication",
  403: "PermissionDenied",
  404: "NotFound",
  409: "Conflict",
  410: "NotFound",
  422: "Unprocessable",
  429: "RateLimit",
};
