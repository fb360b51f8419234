import type { Described } from "./described.ts";
import type { Incoming } from "./incoming.ts";
import type { InputSchema } from "./input-schema.ts";
import { parseJson } from "./json.ts";
import { pathValue } from "./path-value.ts";
import type { PrismOperation } from "./prism.ts";
import { parseTuple, toTuple } from "./tuple.ts";

/** How a value becomes text. */
export type Written =
  | "plain"
  /** As JSON. */
  | "json"
  /** Its items with commas between them. */
  | "list"
  /** The parameter once for each item. */
  | "repeated"
  /** Its texts as `('a','b')`. */
  | "tuple";

/** What a request carries beside its body. */
export interface Parameter {
  readonly part: "path" | "query" | "header";
  readonly name: string;
  readonly required: boolean;
  readonly written: Written;
  readonly schema: InputSchema;
  /** By name; the only one of a parameter is called `default`. */
  readonly examples: ReadonlyMap<string, unknown>;
  /** The client knows it, and its caller need not: credentials, constants, the tenant. */
  readonly supplied: boolean;
}

/** A parameter's value; or why its text has none: what was expected and what came. */
export type Read = { readonly value: unknown } | { readonly reason: string };

/** A parameter in Prism's form. */
interface PrismParameter {
  readonly name: string;
  readonly required?: boolean | undefined;
  readonly explode?: boolean | undefined;
  readonly schema?: unknown;
  readonly examples?: unknown;
  readonly content?: unknown;
}

export function parametersOf({ request = {} }: PrismOperation, described: Described): Parameter[] {
  const { path = [], query = [], headers = [] } = request;
  const toParameters = (part: Parameter["part"], found: readonly PrismParameter[]) =>
    found.map((each) => toParameter(part, each, described));
  return [...toParameters("path", path), ...toParameters("query", query), ...toParameters("header", headers)];
}

function toParameter(part: Parameter["part"], given: PrismParameter, { parameters }: Described): Parameter {
  const { name, required = false } = given;
  const described = parameters.find((each) => each.in === part && each.name === name);
  const { "application/json": json } = (given.content ?? {}) as { "application/json"?: JsonContent };
  const schema = (json ? json.schema : given.schema) as InputSchema | undefined;
  const examples = json
    ? Object.entries(json.examples ?? {}).map(([key, { value }]) => [key, value] as const)
    : ((given.examples ?? []) as Examples).map(({ key, value }) => [key, value] as const);
  return {
    part,
    name,
    required,
    written: json ? "json" : writtenAs(part, given, described?.["x-written"]),
    schema: schema ?? {},
    examples: new Map(examples.map(([key, value]) => [key, meant(value, schema)])),
    supplied: described?.["x-client-supplies"] !== undefined,
  };
}

interface JsonContent {
  readonly schema?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

type Examples = readonly { readonly key: string; readonly value?: unknown }[];

function writtenAs(part: Parameter["part"], { schema, explode }: PrismParameter, form?: string): Written {
  if (form === "tuple") return "tuple";
  if (!hasType(schema, "array")) return "plain";
  return part === "query" && explode !== false ? "repeated" : "list";
}

/** Whether it is written in a form that Prism does not know. */
export function isReadAlone({ written }: Parameter): boolean {
  return written === "json" || written === "tuple";
}

/** Whether a schema allows a type. */
export function hasType(schema: unknown, type: string): boolean {
  return [(schema as InputSchema | undefined)?.type].flat().includes(type);
}

/** The texts that a request has for a parameter, decoded; none: it does not have it. */
export function textsOf({ part, name }: Parameter, incoming: Incoming, template: string): string[] {
  if (part === "query") return new URLSearchParams(incoming.query).getAll(name);
  const text =
    part === "path" ? pathValue(incoming.path, template, name) : incoming.headers[name.toLowerCase()];
  return text === undefined ? [] : [text];
}

/** What a request has for a parameter; undefined: nothing. Whether its schema allows it is another question. */
export function readParameter(parameter: Parameter, incoming: Incoming, template: string): Read | undefined {
  const texts = textsOf(parameter, incoming, template);
  const [text] = texts;
  if (text === undefined) return undefined;
  switch (parameter.written) {
    case "plain":
      return { value: meant(text, parameter.schema) };
    case "json": {
      const parsed = parseJson(text);
      return "value" in parsed ? parsed : { reason: `expected JSON, got ${parsed.reason}` };
    }
    case "list":
      return { value: text.split(",") };
    case "repeated":
      return { value: texts };
    case "tuple": {
      const value = parseTuple(text);
      const got = JSON.stringify(text.slice(0, 80));
      return value ? { value } : { reason: `expected a tuple such as ('a','b'), got ${got}` };
    }
  }
}

/** The texts by which a request carries a value. */
export function writeParameter({ written }: Parameter, value: unknown): string[] {
  if (written === "json") return [JSON.stringify(value)];
  if (!Array.isArray(value)) return [String(value)];
  if (written === "repeated") return value.map(String);
  return [written === "tuple" ? toTuple(value.map(String)) : value.join(",")];
}

/** A boolean has several spellings. */
function meant(value: unknown, schema: InputSchema | undefined): unknown {
  if (schema?.format !== "boolean" && schema?.type !== "boolean") return value;
  const text = String(value).toLowerCase();
  if (/^(?:true|yes|y|t)$/.test(text)) return true;
  return /^(?:false|no|n|f)$/.test(text) ? false : value;
}
