import type {
  Document,
  ErrorCode as GeneratedErrorCode,
  OperationObject as GeneratedOperation,
  ParameterObject as GeneratedParameter,
  Schema as GeneratedSchema,
  PaginationObject,
} from "../../../../scripts/generate/document.ts";

/** What the docs read in a bundle, beyond what the generator does. */
export interface Bundle extends Document {
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string; description?: string; variables?: Record<string, ServerVariable> }[];
  tags: { name: string; description: string }[];
  externalDocs?: Link;
  components?: {
    schemas?: Record<string, Schema>;
    securitySchemes?: Record<string, SecurityScheme>;
    responses?: Record<string, ResponseObject>;
    headers?: Record<string, HeaderObject>;
  };
  "x-error-codes"?: ErrorCode[];
}

export interface ServerVariable {
  default: string;
  enum?: string[];
  description?: string;
}

export interface Link {
  url: string;
  description?: string;
}

/** How we know something. */
export type Evidence = "documented" | "sdk" | "inferred";

export interface SecurityScheme {
  type: string;
  in?: "header" | "query" | "cookie";
  name?: string;
  scheme?: string;
  description: string;
}

export interface ErrorCode extends GeneratedErrorCode {
  evidence?: Evidence;
}

type Nested = "properties" | "items" | "additionalProperties" | "allOf" | "anyOf" | "oneOf";

export interface Schema extends Omit<GeneratedSchema, Nested> {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  "x-evidence"?: Evidence;
}

/** The extensions that stand beside descriptions. */
export interface Extended {
  "x-evidence"?: Evidence | undefined;
  "x-client-supplies"?: "credential" | "constant" | "tenant" | "idempotency" | undefined;
  "x-envelope"?: string | undefined;
  "x-unset"?: unknown;
  "x-written"?: string | undefined;
}

export interface Example {
  summary?: string;
  description?: string;
  value?: unknown;
}

export interface MediaType {
  schema?: Schema;
  examples?: Record<string, Example>;
  "x-when"?: Record<string, unknown>;
}

export interface ParameterObject extends GeneratedParameter {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, Example>;
  content?: Record<string, MediaType>;
  "x-evidence"?: Evidence;
}

export interface HeaderObject {
  description?: string;
  required?: boolean;
  schema?: Schema;
  example?: unknown;
  "x-evidence"?: Evidence;
}

export interface ResponseObject {
  description: string;
  headers?: Record<string, HeaderObject>;
  content?: Record<string, MediaType>;
  "x-evidence"?: Evidence;
}

export type Pagination = PaginationObject;

export interface OperationObject extends GeneratedOperation {
  description: string;
  tags: [string];
  externalDocs: Link;
  requestBody?: { description?: string; required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, ResponseObject>;
  "x-retry": "safe" | "idempotent" | "never";
  "x-evidence"?: Evidence;
  "x-lifecycle"?: { resource: string; action: string; id: string };
  "x-error-codes"?: ErrorCode[];
}
