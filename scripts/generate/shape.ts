import type { Shape } from "../../packages/core/src/definition.ts";
import { type Document, resolve, type Schema } from "./document.ts";

/** Whether a schema is a 64-bit integer whose values a double cannot all hold. */
export function isExactInteger({ format, maximum }: Schema): boolean {
  return format === "int64" && !(maximum !== undefined && maximum <= Number.MAX_SAFE_INTEGER);
}

/** Where a schema has values that JSON alone does not carry; undefined: nowhere. `place` is for messages. */
export function shapeOf(document: Document, schema: Schema, place: string): Shape | undefined {
  return prune(fullShape(document, schema, place, []));
}

/**
 * The shape with everything else in it as "plain", so that parts of a schema can be compared. `within` holds
 * each `$ref` that leads here. Undefined: nothing is said of the value, or it is null.
 */
function fullShape(
  document: Document,
  schema: Schema,
  place: string,
  within: readonly string[],
): Shape | undefined {
  const { $ref } = schema;
  if ($ref !== undefined && within.includes($ref)) {
    if (!holdsValue(document, schema, new Set())) return "plain";
    throw new Error(
      `${place}: ${$ref} contains itself and a 64-bit integer, boolean, secret or x-unset, which is not supported yet`,
    );
  }
  const resolved = resolve(document, schema);
  const path = $ref === undefined ? within : [...within, $ref];
  const inner = (part: Schema, name = "") => fullShape(document, part, place + name, path);
  const choice = (parts: Schema[] = []) =>
    parts.map((part) => inner(part)).reduce((one, other) => mergeChoices(one, other, place), undefined);
  const all = (resolved.allOf ?? []).map((part) => inner(part));
  return [ownShape(resolved, place, inner), ...all, choice(resolved.anyOf), choice(resolved.oneOf)].reduce(
    (one, other) => mergeParts(one, other, place),
  );
}

/** The shape that a schema has without its `allOf`, `anyOf` and `oneOf`. */
function ownShape(
  schema: Schema,
  place: string,
  inner: (part: Schema, name: string) => Shape | undefined,
): Shape | undefined {
  const value = scalarOf(schema);
  const { "x-unset": unset } = schema;
  if (unset !== undefined && unset !== "")
    throw new Error(`${place}: x-unset: ${JSON.stringify(unset)} is not supported yet, only ""`);
  if (unset !== undefined && value !== "unset")
    throw new Error(`${place}: x-unset on a value that is ${value} is not supported yet`);
  if (value !== undefined && value !== "unset") return value;
  const { properties, additionalProperties, items } = schema;
  const members = Object.entries(properties ?? {});
  if (typeof additionalProperties === "object") members.push(["*", additionalProperties]);
  const object =
    members.length > 0
      ? Object.fromEntries(members.map(([name, member]) => [name, inner(member, `.${name}`) ?? "plain"]))
      : undefined;
  const array: Shape | undefined = items && [inner(items, "[]") ?? "plain"];
  if (value === "unset") {
    if (prune(object) ?? prune(array))
      throw new Error(`${place}: x-unset on a value that holds others to convert is not supported yet`);
    return value;
  }
  if (object || array) return mergeChoices(object, array, place);
  const isComposed = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return isComposed || schema.type === "null" ? undefined : "plain";
}

function scalarOf(schema: Schema): "int64" | "boolean" | "boolean-text" | "secret" | "unset" | undefined {
  if (isExactInteger(schema)) return "int64";
  if (schema.format === "boolean") return schema.type === "string" ? "boolean-text" : "boolean";
  if (schema.format === "password") return "secret";
  return schema["x-unset"] === undefined ? undefined : "unset";
}

/** Whether a value that JSON alone does not carry stands anywhere in a schema, however it refers to itself. */
function holdsValue(document: Document, schema: Schema, seen: Set<string>): boolean {
  if (schema.$ref !== undefined && seen.has(schema.$ref)) return false;
  if (schema.$ref !== undefined) seen.add(schema.$ref);
  const resolved = resolve(document, schema);
  const { allOf = [], anyOf = [], oneOf = [], items, properties = {}, additionalProperties } = resolved;
  const parts = [...allOf, ...anyOf, ...oneOf, ...Object.values(properties)];
  if (items) parts.push(items);
  if (typeof additionalProperties === "object") parts.push(additionalProperties);
  return scalarOf(resolved) !== undefined || parts.some((part) => holdsValue(document, part, seen));
}

type Merge = (one: Shape | undefined, other: Shape | undefined, place: string) => Shape | undefined;
type Members = Readonly<Record<string, Shape>>;

/** Merges what several parts say of the same value: one part may be silent where the other is not. */
function mergeParts(one: Shape | undefined, other: Shape | undefined, place: string): Shape | undefined {
  if (one === undefined || one === "plain") return other ?? one;
  if (other === undefined || other === "plain") return one;
  return mergeInner(one, other, place, mergeParts);
}

/** Merges alternatives. The runtime cannot tell them apart, so each has to allow what the other asks. */
function mergeChoices(one: Shape | undefined, other: Shape | undefined, place: string): Shape | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [plain, shape] = one === "plain" ? [one, other] : [other, one];
  // Structures leave any other value alone, and hiding too much does no harm.
  if (plain === "plain" && (typeof shape === "object" || shape === "secret")) return shape;
  return mergeInner(one, other, place, mergeChoices);
}

function mergeInner(one: Shape, other: Shape, place: string, merge: Merge): Shape | undefined {
  if (one === other) return one;
  if (isItems(one) && isItems(other)) return [merge(one[0], other[0], `${place}[]`) ?? "plain"];
  if (isMembers(one) && isMembers(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries(
      [...names].map((name) => {
        const merged = merge(memberOf(one, name), memberOf(other, name), `${place}.${name}`);
        return [name, merged ?? "plain"];
      }),
    );
  }
  if (typeof one === "object" && typeof other === "object") {
    if (prune(one) === undefined) return other;
    if (prune(other) === undefined) return one;
  }
  throw new Error(`${place}: its schemas clash: ${name(one)} in one, ${name(other)} in another`);
}

const isItems = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
const isMembers = (shape: Shape): shape is Members => typeof shape === "object" && !isItems(shape);
const memberOf = (members: Members, name: string) =>
  Object.hasOwn(members, name) ? members[name] : members["*"];
const name = (shape: Shape) =>
  typeof shape === "string" ? shape : isItems(shape) ? "an array" : "an object";

/** Leaves out what is plain, except beside a `*`, which would apply to it. */
function prune(shape: Shape | undefined): Shape | undefined {
  if (shape === undefined || shape === "plain") return undefined;
  if (typeof shape === "string") return shape;
  if (isItems(shape)) {
    const items = prune(shape[0]);
    return items === undefined ? undefined : [items];
  }
  const members = Object.entries(shape as Members).map(([name, member]) => [name, prune(member)] as const);
  const hasOthers = members.some(([name, member]) => name === "*" && member !== undefined);
  const kept = members.flatMap(([name, member]) =>
    member !== undefined ? [[name, member] as const] : hasOthers ? [[name, "plain"] as const] : [],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
