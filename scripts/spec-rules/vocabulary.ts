/**
 * The vocabulary that jobwire adds to OpenAPI, as data: what may be said, and where. In words:
 * specs/README.md.
 */

export const RETRIES = ["safe", "idempotent", "never"];

export const EVIDENCE = ["documented", "sdk", "inferred"];

export const SUPPLIES = ["credential", "constant", "tenant"];

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

export const LIFECYCLE_ACTIONS = ["create", "read", "change", "cancel", "delete"];

/** Every extension, with the node types (as Redocly names them) that may carry it. */
export const EXTENSIONS = new Map<string, readonly string[]>([
  ["x-retry", ["Operation"]],
  ["x-lifecycle", ["Operation"]],
  ["x-rate-limit", ["Operation"]],
  ["x-pagination", ["Operation"]],
  ["x-evidence", ["Operation", "Parameter", "Schema", "Response", "Header"]],
  ["x-client-supplies", ["Parameter"]],
  ["x-error-codes", ["Root", "Operation"]],
  ["x-envelope", ["Schema"]],
]);

/** The order of an operation's keys, so that all files read alike. Keys not listed may stand anywhere. */
export const OPERATION_KEYS = [
  "operationId",
  "summary",
  "description",
  "tags",
  "externalDocs",
  "security",
  "x-retry",
  "x-lifecycle",
  "x-rate-limit",
  "x-pagination",
  "x-evidence",
  "parameters",
  "requestBody",
  "responses",
  "x-error-codes",
];
