import { componentName, type Document, resolve, type Schema } from "./document.ts";
import { isExactInteger } from "./shape.ts";

/** Which way a value travels: 64-bit integers take more as input than they give as answers. */
export type Direction = "input" | "answer";

/** What changes the type of a schema that it stands beside the `$ref` of. */
export const retyping = ["type", "format", "const", "enum", "maximum", "x-unset"] as const;

/** What an upload takes as a file, and what it takes as one part of a form. */
export const fileType = "FileInput";
export const filePartType = "Blob | Uint8Array | ArrayBuffer | string";

/**
 * The type of a schema as one writes it by hand: a scalar, its values, a list, or the name of a schema; undefined
 * if it has members of its own or parts, which openapi-typescript prints.
 */
export function plainType(document: Document, schema: Schema, direction: Direction): string | undefined {
  const name = componentName(schema);
  const resolved = resolve(document, schema);
  if (isExactInteger(resolved)) {
    const type = direction === "input" ? "Int64Input" : "string";
    return types(resolved).includes("null") ? `${type} | null` : type;
  }
  if (resolved.format === "boolean") return ownType(document, resolved, direction);
  const isRetyped = retyping.some((keyword) => keyword in schema);
  if (name !== undefined && !isRetyped && !isBareScalar(resolved)) return named(name);
  return ownType(document, resolved, direction);
}

/** How a schema with a name is written. */
export const named = (name: string): string => `Schemas[${JSON.stringify(name)}]`;

const types = ({ type }: Schema) => (type === undefined ? [] : [type].flat());
const scalars = new Map([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

/** Text, a number or a boolean of any value: its name would say less than its type. */
export function isBareScalar(schema: Schema): boolean {
  const { allOf, anyOf, oneOf, enum: values, const: only } = schema;
  const isAny = (allOf ?? anyOf ?? oneOf ?? values ?? only) === undefined;
  return isAny && types(schema).length > 0 && types(schema).every((type) => scalars.has(type));
}

function ownType(document: Document, schema: Schema, direction: Direction): string | undefined {
  const { allOf, anyOf, oneOf, properties, additionalProperties, items, format, enum: values } = schema;
  if (allOf ?? anyOf ?? oneOf ?? properties ?? additionalProperties) return undefined;
  if (format === "boolean") return types(schema).includes("null") ? "boolean | null" : "boolean";
  const literals = schema.const === undefined ? values : [schema.const];
  if (literals?.some((value) => typeof value === "object" && value !== null)) return undefined;
  if (literals) return union(literals.map((value) => JSON.stringify(value)));
  const printed = withoutUnset(schema).map((type) => {
    if (type !== "array") return scalars.get(type);
    const item = plainType(document, items ?? {}, direction);
    return item && (item.includes(" ") ? `(${item})[]` : `${item}[]`);
  });
  if (printed.includes(undefined)) return undefined;
  return union(printed as string[]) || "unknown";
}

/** The types that callers meet: text that is there only to say "not set" by being empty is null to them. */
function withoutUnset(schema: Schema): string[] {
  const all = types(schema);
  const isElse = (type: string) => type !== "string" && type !== "null";
  return schema["x-unset"] === "" && all.some(isElse) ? all.filter((type) => type !== "string") : all;
}

/** A union of types, each once. */
export const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");
