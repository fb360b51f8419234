import { type Content, type Exampled, exampled, type Operation, type Schema } from "./spec.ts";

/** One documented answer, and the call that asks for it. */
export interface Case {
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  /** The `Prefer` that makes the mock answer it. */
  readonly prefer: string;
  /** What the call is given. */
  readonly given: Record<string, unknown>;
  /** The call's values alone ask for this answer: an input has an example of the same name. */
  readonly byValue: boolean;
  /** What is answered; undefined: no content. */
  readonly example: unknown;
  /** Undefined: no content. */
  readonly mediaType: string | undefined;
  readonly schema: Schema;
}

/** A case for every example of every documented response. */
export function casesOf(operation: Operation): Case[] {
  return Object.entries(operation.responses).flatMap(([code, { content }]): Case[] => {
    const status = { operation, status: Number(code) };
    const name = `${operation.operationId} › ${code}`;
    if (!content) {
      const given = argumentsFor(operation, undefined);
      const bare = {
        prefer: `code=${code}`,
        byValue: false,
        example: undefined,
        mediaType: undefined,
        schema: {},
      };
      return [{ ...status, ...bare, name, given }];
    }
    return Object.entries(content).flatMap(([mediaType, { schema = {}, examples = {} }]) =>
      Object.entries(examples).map(([key, { value }]) => ({
        ...status,
        name: `${name} ${key}`,
        prefer: `code=${code}, example=${key}`,
        given: argumentsFor(operation, key),
        byValue: inputsOf(operation).some(({ examples = {} }) => key in examples),
        example: value,
        mediaType,
        schema,
      })),
    );
  });
}

function inputsOf({ parameters = [], requestBody }: Operation): Exampled[] {
  return [...parameters.map(exampled), ...Object.values(requestBody?.content ?? {})];
}

/** Arguments from the examples of the input, by preference from those with the name of the answer's example. */
function argumentsFor(
  { parameters = [], requestBody }: Operation,
  name: string | undefined,
): Record<string, unknown> {
  // The length must be that of the body, which clients tell by themselves.
  const callers = parameters.filter(
    ({ name, "x-client-supplies": supplies }) => supplies === undefined && name !== "Content-Length",
  );
  const given = callers.map((parameter) => [parameter.name, chosen(exampled(parameter), name)]);
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    ...bodyFor(requestBody?.content, name),
  };
}

/** The members of a body are arguments, all but the constants, which the client knows. */
function bodyFor(content: Content | undefined, name: string | undefined): Record<string, unknown> {
  const [media] = Object.values(content ?? {});
  const body = media && chosen(media, name);
  if (body === undefined) return {};
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { body };
  const properties = media?.schema?.properties ?? {};
  return Object.fromEntries(
    Object.entries(body).filter(([member]) => properties[member]?.const === undefined),
  );
}

function chosen({ example, examples = {} }: Exampled, name: string | undefined): unknown {
  const named = name === undefined ? undefined : examples[name];
  const [first] = Object.values(examples);
  return (named ?? first ?? { value: example }).value;
}
