import type { Operation } from "./operations.ts";

/** The schema of one input, as far as findings speak of it. */
export interface InputSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly items?: InputSchema;
}

/** An input of an operation, by where Prism found something: its name as the spec has it, and its schema. */
export function inputAt(
  { prism: { request = {} } }: Operation,
  [part = "", name = "", ...rest]: readonly string[],
): { at: string; schema: InputSchema } {
  if (part === "body") {
    const schema = (request.body?.contents?.[0]?.schema ?? {}) as InputSchema;
    const steps = name === "" ? [] : [name, ...rest];
    return { at: ["body", ...steps].join("."), schema: steps.reduce(memberOf, schema) };
  }
  const { [part]: parameters = [] } = {
    query: request.query,
    header: request.headers,
    path: request.path,
  } as Readonly<Record<string, readonly { name: string; schema?: unknown }[] | undefined>>;
  // Prism tells the names of parameters in lower case.
  const parameter = parameters.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const schema = rest.reduce(memberOf, (parameter?.schema ?? {}) as InputSchema);
  return { at: [part, parameter?.name ?? name, ...rest].join("."), schema };
}

function memberOf({ properties = {}, items = {} }: InputSchema, step: string): InputSchema {
  return properties[step] ?? (/^\d+$/.test(step) ? items : {});
}
