/**
 * The vocabulary that jobwire adds to OpenAPI, as data: what may be said, and where. In words:
 * specs/README.md.
 */

export const RETRIES = ["safe", "idempotent", "never"];

export const EVIDENCE = ["documented", "sdk", "inferred"];

/** What the client fills in: of these, `idempotency` may be a member of a body, too. */
export const SUPPLIES = ["credential", "constant", "tenant", "idempotency"];

export const ERROR_KINDS = [
  "BadRequest",
  "Authentication",
  "PermissionDenied",
  "NotFound",
  "Conflict",
  "Unprocessable",
  "RateLimit",
  "Server",
];

/** Forms of a parameter on the wire that OpenAPI has no words for. */
export const WRITTEN = ["tuple"];

export const LIFECYCLE_ACTIONS = ["create", "read", "change", "cancel", "delete"];

/** Every extension, with the node types (as Redocly names them) that may carry it. */
export const EXTENSIONS = new Map<string, readonly string[]>([
  ["x-retry", ["Operation"]],
  ["x-lifecycle", ["Operation"]],
  ["x-rate-limit", ["Operation"]],
  ["x-pagination", ["Operation"]],
  ["x-waiter", ["Operation"]],
  ["x-evidence", ["Operation", "Parameter", "Schema", "Response", "Header"]],
  ["x-client-supplies", ["Parameter", "Schema"]],
  ["x-error-codes", ["Root", "Operation"]],
  ["x-envelope", ["Schema"]],
  ["x-unset", ["Schema"]],
  ["x-when", ["MediaType"]],
  ["x-written", ["Parameter"]],
]);

/** The order of an operation's keys, so that all files read alike. Keys not listed may stand anywhere. */
export const OPERATION_KEYS = [
  "operationId",
  "summary",
  "description",
  "tags",
  "externalDocs",
  "security",
  "servers",
  "x-retry",
  "x-lifecycle",
  "x-rate-limit",
  "x-pagination",
  "x-waiter",
  "x-evidence",
  "parameters",
  "requestBody",
  "responses",
  "callbacks",
  "x-error-codes",
];
