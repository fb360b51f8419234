import { isForm } from "./body-type.ts";
import { type Documented, isSuccess } from "./documented.ts";
import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import { readParameter } from "./parameters.ts";

/** An input of a request that has named examples. */
interface Input {
  readonly examples: ReadonlyMap<string, unknown>;
  /** What the request has for it. */
  read(incoming: Incoming, body: unknown): unknown;
}

/**
 * Of some answers of an operation, the one whose example has the name of the request's own: an id that the spec calls
 * `notFound` gets the answer `notFound`. Of several, an error, as the input that has its name means nothing else;
 * then the one that more inputs agree with.
 */
export function matchingAnswer(
  operation: Operation,
  answers: readonly Documented[],
  incoming: Incoming,
  body: unknown,
): Documented | undefined {
  const inputs = inputsOf(operation);
  let best: Documented | undefined;
  let most = 0;
  for (const answer of answers) {
    const name = answer.example;
    const telling = name === undefined ? [] : inputs.filter(({ examples }) => examples.has(name));
    const isAgreed = telling.every((input) =>
      agrees(input.examples.get(name as string), input.read(incoming, body)),
    );
    if (telling.length === 0 || !isAgreed) continue;
    const isBetter =
      best === undefined || isSuccess(best) === isSuccess(answer) ? telling.length > most : isSuccess(best);
    if (!isBetter) continue;
    best = answer;
    most = telling.length;
  }
  return best;
}

/** What is answered to a request to which nothing else is: of these answers the first success, else the first. */
export function firstSuccess(answers: readonly Documented[]): Documented | undefined {
  return answers.find(isSuccess) ?? answers[0];
}

const remembered = new WeakMap<Operation, readonly Input[]>();

function inputsOf(operation: Operation): readonly Input[] {
  const known = remembered.get(operation);
  if (known) return known;
  const { parameters, path, prism } = operation;
  const inputs: Input[] = [
    ...parameters.map((parameter) => ({
      examples: parameter.examples,
      read: (incoming: Incoming) => {
        const read = readParameter(parameter, incoming, path);
        return read && "value" in read ? read.value : undefined;
      },
    })),
    ...(prism.request?.body?.contents ?? []).map(({ mediaType, examples }) => ({
      examples: toMap(examples),
      read: (_: Incoming, value: unknown) =>
        typeof value === "string" && isForm(mediaType)
          ? Object.fromEntries(new URLSearchParams(value))
          : value,
    })),
  ].filter(({ examples }) => examples.size > 0);
  remembered.set(operation, inputs);
  return inputs;
}

type Examples = readonly { readonly key: string; readonly value?: unknown }[];

/** Examples in Prism's form, by name. */
export function toMap(examples: unknown): ReadonlyMap<string, unknown> {
  return new Map(((examples ?? []) as Examples).map(({ key, value }) => [key, value]));
}

/** Whether a value is that of an example. An object may have more members; text and number are the same on the wire. */
export function agrees(example: unknown, value: unknown): boolean {
  if (typeof example !== "object" || example === null) return String(example) === String(value ?? null);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(example) && example.length !== (value as unknown[]).length) return false;
  return Object.entries(example).every(([name, member]) =>
    agrees(member, (value as Record<string, unknown>)[name]),
  );
}
