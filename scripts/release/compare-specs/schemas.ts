import { type Document, resolve, type Schema } from "../../generate/document.ts";
import { isExactInteger } from "../../generate/shape.ts";

/** What a schema is for: values that users give, or values that they get. */
export type Direction = "input" | "answer";

/** Something that users had and have no more. */
export interface Break {
  /** Where in the operation, such as `body.JobId`. */
  place: string;
  was: string;
  is: string;
}

/** The released spec and today's. */
export interface Specs {
  was: Document;
  is: Document;
}

/** A schema as JSON Schema has it, beyond what the generator reads. */
interface FullSchema extends Schema {
  maxLength?: number;
  exclusiveMaximum?: number;
  exclusiveMinimum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  uniqueItems?: boolean;
}

const everyKind = ["string", "number", "integer", "boolean", "object", "array", "null"];
const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;
const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;

/**
 * What breaks for users where one schema takes the place of another.
 *
 * An input breaks if something is refused now that was accepted. An answer breaks if a member is gone, may be
 * missing now, or has another type, be it wider or narrower: code that reads it need not compile any more. A
 * list of values in an answer may grow, since servers do that; it may not shrink.
 *
 * @param seen pairs of `$ref` that lead here, so that recursive schemas end
 */
export function compareSchemas(
  specs: Specs,
  direction: Direction,
  was: Schema,
  is: Schema,
  place: string,
  seen: ReadonlySet<string> = new Set(),
): Break[] {
  const pair = `${was.$ref} ${is.$ref}`;
  if (was.$ref !== undefined && is.$ref !== undefined && seen.has(pair)) return [];
  const path = new Set([...seen, pair]);
  const one = flatten(specs.was, was);
  const other = flatten(specs.is, is);
  const inner = (from: Schema, to: Schema, at: string) =>
    compareSchemas(specs, direction, from, to, place + at, path);

  // Another type changes all that follows; to name that too would hide it.
  const kinds = compareKinds(direction, kindsOf(specs.was, one), kindsOf(specs.is, other));
  if (kinds) return [{ place, ...kinds }];
  return [
    ...compareValues(direction, one, other, place),
    ...(direction === "input" ? compareLimits(one, other, place) : []),
    ...compareMembers(direction, one, other, place, inner),
    ...compareAlternatives(direction, one, other, place, inner),
  ];
}

type Inner = (from: Schema, to: Schema, at: string) => Break[];

/** The schema without `$ref` and `allOf`: a value has to fit all parts. */
function flatten(document: Document, schema: Schema): FullSchema {
  const { allOf = [], ...own } = resolve<FullSchema>(document, schema);
  let all: FullSchema = own;
  for (const part of allOf.map((part) => flatten(document, part))) {
    const properties = { ...all.properties, ...part.properties };
    const required = [...(all.required ?? []), ...(part.required ?? [])];
    const upper = bounds(upperBounds, Math.min, all, part);
    const lower = bounds(lowerBounds, Math.max, all, part);
    all = { ...all, ...part, ...upper, ...lower, properties, required };
  }
  return all;
}

/** The stricter bound of two schemas, of each that either has. */
function bounds<Name extends (typeof upperBounds | typeof lowerBounds)[number]>(
  names: readonly Name[],
  stricter: (...values: number[]) => number,
  ...schemas: FullSchema[]
): FullSchema {
  const entries = names.map((name) => [name, schemas.flatMap((schema) => schema[name] ?? [])] as const);
  return Object.fromEntries(
    entries.flatMap(([name, values]) => (values.length > 0 ? [[name, stricter(...values)]] : [])),
  );
}

/** The kinds of values, as TypeScript tells them apart: an exact integer is text, a lenient boolean is none. */
function kindsOf(document: Document, schema: FullSchema): Set<string> {
  if (isExactInteger(schema)) return new Set(["int64"]);
  if (schema.format === "boolean") return new Set(["boolean"]);
  const types = schema.type === undefined ? everyKind : [schema.type].flat();
  // What stands for "not set" comes as null; text beside other types is nothing but that.
  const onlyUnset = schema["x-unset"] !== undefined && types.some((type) => !/^(string|null)$/.test(type));
  const own = onlyUnset ? types.filter((type) => type !== "string") : types;
  const choices = schema.anyOf ?? schema.oneOf;
  if (!choices) return new Set(own);
  const offered = new Set(choices.flatMap((choice) => [...kindsOf(document, flatten(document, choice))]));
  return schema.type === undefined ? offered : new Set(own.filter((kind) => offered.has(kind)));
}

function compareKinds(direction: Direction, was: Set<string>, is: Set<string>) {
  const show = (kinds: Set<string>) =>
    everyKind.every((kind) => kinds.has(kind)) ? "any type" : [...kinds].sort().join(" or ");
  const accepted = (kind: string) =>
    is.has(kind) || (kind === "integer" && (is.has("number") || is.has("int64")));
  // In an answer, an integer is a number like any other.
  const read = (kinds: Set<string>) =>
    new Set([...kinds].map((kind) => (kind === "integer" ? "number" : kind)));
  const same = (one: Set<string>, other: Set<string>) =>
    one.size === other.size && [...one].every((kind) => other.has(kind));
  const fits = direction === "input" ? [...was].every(accepted) : same(read(was), read(is));
  return fits ? undefined : { was: show(was), is: show(is) };
}

/** Lists of values: `enum`, and `const`, which is a list of one. */
function compareValues(direction: Direction, was: FullSchema, is: FullSchema, place: string): Break[] {
  const [before, now] = [valuesOf(was), valuesOf(is)];
  if (now === undefined) return [];
  if (before === undefined) return [{ place, was: "any value", is: `only ${now.join(", ")}` }];
  const gone = before.filter((value) => !now.includes(value));
  const what = direction === "input" ? "accepted" : "answered";
  return gone.map((value) => ({ place, was: `${value} ${what}`, is: `only ${now.join(", ")}` }));
}

function valuesOf(schema: FullSchema): string[] | undefined {
  if (schema.format === "boolean") return undefined;
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return values?.map((value) => JSON.stringify(value));
}

/** What an input may not be: too large, too short, in another form. */
function compareLimits(was: FullSchema, is: FullSchema, place: string): Break[] {
  const narrowed = [
    ...upperBounds.filter((name) => (is[name] ?? Infinity) < (was[name] ?? Infinity)),
    ...lowerBounds.filter((name) => (is[name] ?? -Infinity) > (was[name] ?? -Infinity)),
    ...(["pattern", "multipleOf"] as const).filter((name) => ![undefined, was[name]].includes(is[name])),
    ...(is.uniqueItems && !was.uniqueItems ? (["uniqueItems"] as const) : []),
    ...(limitingFormat(is) && is.format !== was.format ? (["format"] as const) : []),
  ];
  return narrowed.map((name) => ({
    place,
    was: was[name] === undefined ? `no ${name}` : `${name} ${was[name]}`,
    is: `${name} ${is[name]}`,
  }));
}

/** Some formats say how a value is treated, not which values there are. */
const limitingFormat = ({ format }: FullSchema) =>
  format !== undefined && !["password", "boolean", "int64"].includes(format);

function compareMembers(
  direction: Direction,
  was: FullSchema,
  is: FullSchema,
  place: string,
  inner: Inner,
): Break[] {
  const found: Break[] = [];
  const mandatory = (schema: FullSchema, name: string) => schema.required?.includes(name) ?? false;
  for (const [name, member] of Object.entries(was.properties ?? {})) {
    const at = `${place}.${name}`;
    const now = is.properties?.[name];
    if (now === undefined) found.push({ place: at, was: "there", is: "gone" });
    else found.push(...inner(member, now, `.${name}`));
    if (now === undefined || mandatory(was, name) === mandatory(is, name)) continue;
    if (direction === "input" && mandatory(is, name))
      found.push({ place: at, was: "optional", is: "required" });
    if (direction === "answer" && mandatory(was, name))
      found.push({ place: at, was: "always there", is: "may be missing" });
  }
  for (const name of direction === "input" ? (is.required ?? []) : [])
    if (!was.properties?.[name] && !mandatory(was, name))
      found.push({ place: `${place}.${name}`, was: "not there", is: "required" });
  if (was.items || is.items) found.push(...inner(was.items ?? {}, is.items ?? {}, "[]"));
  return [...found, ...compareOthers(direction, was, is, place, inner), ...compareEnvelopes(was, is, place)];
}

/** Members that have no name in the schema. */
function compareOthers(
  direction: Direction,
  was: FullSchema,
  is: FullSchema,
  place: string,
  inner: Inner,
): Break[] {
  const [before = true, now = true] = [was.additionalProperties, is.additionalProperties];
  if (before === false) return [];
  if (now === false) return [{ place: `${place}.*`, was: "further members", is: "none" }];
  // An answer's other members are of no known type, until the spec names one.
  if (before === true && (now === true || direction === "answer")) return [];
  return inner(before === true ? {} : before, now === true ? {} : now, ".*");
}

function compareEnvelopes(was: FullSchema, is: FullSchema, place: string): Break[] {
  const [before, now] = [was["x-envelope"], is["x-envelope"]];
  const show = (member: string | undefined) => (member === undefined ? "no envelope" : `data in ${member}`);
  return before === now ? [] : [{ place, was: show(before), is: show(now) }];
}

/** Each alternative that there was has to fit one of now; in an answer, none may be new, either. */
function compareAlternatives(
  direction: Direction,
  was: FullSchema,
  is: FullSchema,
  place: string,
  inner: Inner,
): Break[] {
  const choices = (schema: FullSchema) => schema.anyOf ?? schema.oneOf;
  if (!choices(was) && !choices(is)) return [];
  const [before, now] = [choices(was) ?? [was], choices(is) ?? [is]];
  const breaksOf = before.map((from) => now.map((to) => inner(from, to, "")));
  const fits = (found: Break[] | undefined) => found?.length === 0;
  const lost = before.flatMap((from, index) => {
    const found = breaksOf[index] ?? [];
    if (found.some(fits)) return [];
    // What broke is said of the alternative that most likely is the same.
    const same = from.$ref === undefined ? index : now.findIndex(({ $ref }) => $ref === from.$ref);
    return found[same] ?? [{ place, was: describe(from, index), is: "no such alternative" }];
  });
  if (direction === "input" || lost.length > 0) return lost;
  const isNew = (index: number) => !breaksOf.some((found) => fits(found[index]));
  return now.flatMap((to, index) =>
    isNew(index) ? [{ place, was: "no such alternative", is: describe(to, index) }] : [],
  );
}

const describe = ({ $ref }: Schema, index: number) =>
  $ref === undefined ? `alternative ${index + 1}` : `alternative ${$ref.split("/").at(-1)}`;
