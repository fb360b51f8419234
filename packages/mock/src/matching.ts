import { type Documented, isSuccess } from "./documented.ts";
import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import { pathValue } from "./path-value.ts";

/** An input of a request that has named examples. */
interface Input {
  readonly examples: ReadonlyMap<string, unknown>;
  /** What the request has for it. */
  read(incoming: Incoming, body: unknown): unknown;
}

/**
 * The documented answer whose example has the name of the request's own: an id that the spec calls `notFound` gets
 * the answer `notFound`. Of several, the one that more inputs agree with.
 */
export function matchingAnswer(
  operation: Operation,
  incoming: Incoming,
  body: unknown,
): Documented | undefined {
  const inputs = inputsOf(operation);
  let best: Documented | undefined;
  let most = 0;
  for (const answer of operation.documented) {
    const name = answer.example;
    const telling = name === undefined ? [] : inputs.filter(({ examples }) => examples.has(name));
    const agreed = telling.filter((input) =>
      agrees(input.examples.get(name as string), input.read(incoming, body)),
    );
    if (agreed.length !== telling.length || agreed.length <= most) continue;
    best = answer;
    most = agreed.length;
  }
  return best;
}

/** The answer of an operation to which nothing else is asked: its first success, else its first answer. */
export function firstSuccess({ documented }: Operation): Documented | undefined {
  return documented.find(isSuccess) ?? documented[0];
}

const remembered = new WeakMap<Operation, readonly Input[]>();

function inputsOf(operation: Operation): readonly Input[] {
  const known = remembered.get(operation);
  if (known) return known;
  const { query = [], headers = [], path = [], body } = operation.prism.request ?? {};
  const inputs: Input[] = [
    ...query.map(({ name, examples }) => ({
      examples: toMap(examples),
      read: ({ query }: Incoming) => new URLSearchParams(query).get(name) ?? undefined,
    })),
    ...headers.map(({ name, examples }) => ({
      examples: toMap(examples),
      read: ({ headers }: Incoming) => headers[name.toLowerCase()],
    })),
    ...path.map(({ name, examples }) => ({
      examples: toMap(examples),
      read: ({ path }: Incoming) => pathValue(path, operation.path, name),
    })),
    ...(body?.contents ?? []).map(({ examples }) => ({
      examples: toMap(examples),
      read: (_: Incoming, value: unknown) =>
        typeof value === "string" ? Object.fromEntries(new URLSearchParams(value)) : value,
    })),
  ].filter(({ examples }) => examples.size > 0);
  remembered.set(operation, inputs);
  return inputs;
}

type Examples = readonly { readonly key: string; readonly value?: unknown }[];

function toMap(examples: unknown): ReadonlyMap<string, unknown> {
  return new Map(((examples ?? []) as Examples).map(({ key, value }) => [key, value]));
}

/** Whether a value is that of an example. An object may have more members; text and number are the same on the wire. */
function agrees(example: unknown, value: unknown): boolean {
  if (typeof example !== "object" || example === null) return String(example) === String(value ?? null);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(example) && example.length !== (value as unknown[]).length) return false;
  return Object.entries(example).every(([name, member]) =>
    agrees(member, (value as Record<string, unknown>)[name]),
  );
}
