import type { Case } from "./cases.ts";
import type { Operation, Schema, Spec } from "./spec.ts";

/** What a client must make of an answer that stands for a failure. */
export interface ExpectedFailure {
  readonly kind: string;
  readonly code: string | undefined;
}

/** Whether an answer stands for a failure, and for which. */
export function expectedFailure(
  spec: Spec,
  { operation, status, example }: Case,
): ExpectedFailure | undefined {
  const codes = listedCodes(spec, operation);
  const code = stringsIn(example).find((text) => codes.has(text));
  const failed = code !== undefined || saysNoSuccess(example) || status < 200 || status > 299;
  return failed ? { code, kind: codes.get(code ?? "") ?? kindOfStatus(status) } : undefined;
}

function listedCodes(spec: Spec, operation: Operation): Map<string, string> {
  const listed = [...(spec["x-error-codes"] ?? []), ...(operation["x-error-codes"] ?? [])];
  return new Map(listed.map(({ code, kind }) => [code, kind]));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function saysNoSuccess(example: unknown): boolean {
  const { is_success } = (example ?? {}) as { is_success?: unknown };
  return String(is_success) === "false";
}

function kindOfStatus(status: number): string {
  const kinds: Record<number, string> = {
    401: "Authentication",
    403: "PermissionDenied",
    404: "NotFound",
    409: "Conflict",
    410: "NotFound",
    422: "Unprocessable",
    429: "RateLimit",
  };
  return kinds[status] ?? (status >= 500 ? "Server" : "BadRequest");
}

/** The data that a client must make of a success: without its envelope, and in the types that it promises. */
export function expectedData({ example, mediaType, schema }: Case): unknown {
  if (mediaType !== undefined && !/\bjson$/.test(mediaType)) {
    return mediaType.startsWith("text/") ? example : new TextEncoder().encode(example as string);
  }
  for (const part of [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const envelope = part["x-envelope"];
    if (envelope === undefined) continue;
    const data = (example as Record<string, unknown>)[envelope];
    return promised(data, part.properties?.[envelope] ?? {});
  }
  return promised(example, schema);
}

function promised(value: unknown, schema: Schema): unknown {
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (parts.length > 0) return parts.reduce(promised, promised(value, own(schema)));
  if (value === null || ("x-unset" in schema && value === schema["x-unset"])) return null;
  if (schema.format === "int64" && !((schema.maximum ?? Infinity) <= Number.MAX_SAFE_INTEGER))
    return String(value);
  if (schema.format === "boolean") return String(value).toLowerCase() === "true";
  if (Array.isArray(value)) return value.map((item) => promised(item, schema.items ?? {}));
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, promised(member, memberSchema(schema, name))]),
  );
}

function own({ allOf: _all, anyOf: _any, oneOf: _one, ...schema }: Schema): Schema {
  return schema;
}

function memberSchema({ properties = {}, additionalProperties }: Schema, name: string): Schema {
  return properties[name] ?? (typeof additionalProperties === "object" ? additionalProperties : {});
}
