import type { Shape } from "../../packages/core/src/definition.ts";
import { type Document, resolve, type Schema } from "./document.ts";

/** Whether a schema is a 64-bit integer whose values a double cannot all hold. */
export function isExactInteger({ format, maximum }: Schema): boolean {
  return format === "int64" && !(maximum !== undefined && maximum <= Number.MAX_SAFE_INTEGER);
}

/** Where a schema has values that JSON alone does not carry; undefined: nowhere. */
export function shapeOf(
  document: Document,
  schema: Schema,
  within: readonly Schema[] = [],
): Shape | undefined {
  const resolved = resolve(document, schema);
  if (within.includes(resolved)) return undefined;
  if (isExactInteger(resolved)) return "int64";
  if (resolved.format === "boolean") return "boolean";
  if (resolved.format === "password") return "secret";
  const path = [...within, resolved];
  const inner = (part: Schema) => shapeOf(document, part, path);
  let shape: Shape | undefined;
  for (const part of [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])]) {
    shape = merge(shape, inner(part));
  }
  if (resolved.items) {
    const items = inner(resolved.items);
    if (items !== undefined) shape = merge(shape, [items]);
  }
  const members = Object.entries(resolved.properties ?? {});
  if (typeof resolved.additionalProperties === "object") members.push(["*", resolved.additionalProperties]);
  for (const [name, member] of members) {
    const memberShape = inner(member);
    if (memberShape !== undefined) shape = merge(shape, { [name]: memberShape });
  }
  return shape;
}

function merge(one: Shape | undefined, other: Shape | undefined): Shape | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (typeof one !== "object" || typeof other !== "object" || Array.isArray(one) || Array.isArray(other))
    return one;
  const merged: Record<string, Shape> = { ...(one as Record<string, Shape>) };
  for (const [name, shape] of Object.entries(other as Record<string, Shape>)) {
    merged[name] = merge(merged[name], shape) as Shape;
  }
  return merged;
}
