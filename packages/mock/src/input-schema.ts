import type { Operation } from "./operations.ts";
import type { Parameter } from "./parameters.ts";

/** The schema of one input, as far as findings speak of it. */
export interface InputSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly items?: InputSchema;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly allOf?: readonly InputSchema[];
  readonly anyOf?: readonly InputSchema[];
  readonly oneOf?: readonly InputSchema[];
}

/** A schema, and those that it is put together of. */
export function partsOf(schema: InputSchema): InputSchema[] {
  const { allOf = [], anyOf = [], oneOf = [] } = schema;
  return [schema, ...[...allOf, ...anyOf, ...oneOf].flatMap(partsOf)];
}

/** The types that a schema names, those of its alternatives too; none: it allows any. */
export function typesOf(schema: InputSchema): string[] {
  return partsOf(schema).flatMap(({ type }) => type ?? []);
}

/** An input of an operation, by where Prism found something: its name as the spec has it, and its schema. */
export function inputAt(
  { parameters, prism: { request = {} } }: Operation,
  [part = "", name = "", ...rest]: readonly string[],
): { at: string; schema: InputSchema } {
  if (part === "body") {
    const schema = (request.body?.contents?.[0]?.schema ?? {}) as InputSchema;
    const steps = name === "" ? [] : [name, ...rest];
    return { at: ["body", ...steps].join("."), schema: steps.reduce(memberOf, schema) };
  }
  const parameter = parameterAt(parameters, part, name);
  const schema = rest.reduce(memberOf, parameter?.schema ?? {});
  return { at: [part, parameter?.name ?? name, ...rest].join("."), schema };
}

/** Prism tells the names of parameters in lower case. */
export function parameterAt(
  parameters: readonly Parameter[],
  part: string,
  name: string,
): Parameter | undefined {
  return parameters.find((each) => each.part === part && each.name.toLowerCase() === name.toLowerCase());
}

/** The schema of a member, or of an item; empty: nothing is said of it. */
export function memberOf(schema: InputSchema, step: string): InputSchema {
  const parts = partsOf(schema);
  const holder = parts.find(({ properties = {} }) => Object.hasOwn(properties, step));
  if (holder) return holder.properties?.[step] ?? {};
  return (/^\d+$/.test(step) ? parts.find(({ items }) => items)?.items : undefined) ?? {};
}
