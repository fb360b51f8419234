import { isForm } from "./body-type.ts";
import type { Incoming } from "./incoming.ts";
import { type InputSchema, inputAt } from "./input-schema.ts";
import type { Operation } from "./operations.ts";
import { readParameter } from "./parameters.ts";

/** An input of an operation: a parameter, or the body as a whole. */
export interface Input {
  /** Undefined: it is the body. */
  readonly name: string | undefined;
  readonly schema: InputSchema;
  readonly examples: ReadonlyMap<string, unknown>;
  /** What the request has for it. */
  read(incoming: Incoming, body: unknown): unknown;
}

const remembered = new WeakMap<Operation, readonly Input[]>();

export function inputsOf(operation: Operation): readonly Input[] {
  const known = remembered.get(operation);
  if (known) return known;
  const { parameters, path, prism } = operation;
  const inputs: Input[] = [
    ...parameters.map((parameter) => ({
      name: parameter.name,
      schema: parameter.schema,
      examples: parameter.examples,
      read: (incoming: Incoming) => {
        const read = readParameter(parameter, incoming, path);
        return read && "value" in read ? read.value : undefined;
      },
    })),
    ...(prism.request?.body?.contents ?? []).map(({ mediaType, examples }) => ({
      name: undefined,
      schema: inputAt(operation, ["body"]).schema,
      examples: toMap(examples),
      read: (_: Incoming, value: unknown) =>
        typeof value === "string" && isForm(mediaType)
          ? Object.fromEntries(new URLSearchParams(value))
          : value,
    })),
  ];
  remembered.set(operation, inputs);
  return inputs;
}

type Examples = readonly { readonly key: string; readonly value?: unknown }[];

/** Examples in Prism's form, by name. */
export function toMap(examples: unknown): ReadonlyMap<string, unknown> {
  return new Map(((examples ?? []) as Examples).map(({ key, value }) => [key, value]));
}
