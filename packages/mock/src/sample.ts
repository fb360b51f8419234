import { actionOf } from "./action.ts";
import { firstSuccess } from "./matching.ts";
import type { Operation } from "./operations.ts";
import type { Behaviour, SampleRequest } from "./providers/provider.ts";

/** An input as Prism has it, as far as samples need it. */
interface Input {
  readonly name: string;
  readonly required?: boolean | undefined;
  readonly examples?: readonly { readonly key: string; readonly value?: unknown }[] | undefined;
  readonly schema?: unknown;
  /** The members that the spec itself has for it. */
  readonly explicitProperties?: readonly string[] | undefined;
}

/**
 * A request that gets the success of an operation, from the examples of the spec. What a client supplies is left to
 * `sign`; where that knows nothing of it, its example stands in.
 */
export function sampleRequest(operation: Operation, origin: string, behaviour: Behaviour): SampleRequest {
  const given = filled(blank(operation, origin), operation, (input) => !isSupplied(input));
  return filled(behaviour.sign(given, operation), operation, () => true);
}

/** The operation that a provider's newcomer tries first: one of its own that takes credentials. */
export function firstOperation(operations: readonly Operation[], provider: string): Operation | undefined {
  const own = operations.filter(({ spec }) => spec === provider);
  return own.find(({ open }) => !open) ?? own[0];
}

function blank(operation: Operation, origin: string): SampleRequest {
  const url = new URL(origin + (actionOf(operation.path)?.path ?? operation.path));
  const method = operation.method.toUpperCase();
  const [content] = operation.prism.request?.body?.contents ?? [];
  const value = content && exampleOf({ ...content, name: "body" }, operation);
  if (!content || value === undefined) return { method, url, headers: {}, body: undefined };
  return {
    method,
    url,
    headers: { "content-type": content.mediaType },
    body: toText(value, content.mediaType),
  };
}

function toText(value: unknown, mediaType: string): string {
  if (typeof value === "string") return value;
  if (mediaType !== "application/x-www-form-urlencoded") return JSON.stringify(value);
  const fields = Object.entries(value as object).map(([name, field]) => [name, String(field)]);
  return String(new URLSearchParams(fields));
}

/** Puts the examples of required inputs where there is nothing yet. */
function filled(
  request: SampleRequest,
  operation: Operation,
  wanted: (input: Input) => boolean,
): SampleRequest {
  const url = new URL(request.url);
  const headers = { ...request.headers };
  const { path = [], query = [], headers: inHeaders = [] } = operation.prism.request ?? {};
  const examplesOf = (inputs: readonly Input[]) =>
    inputs.flatMap((input): [name: string, value: string][] => {
      const value = input.required && wanted(input) ? exampleOf(input, operation) : undefined;
      return value === undefined ? [] : [[input.name, String(value)]];
    });
  for (const [name, value] of examplesOf(path)) {
    url.pathname = url.pathname.replace(encodeURIComponent(`{${name}}`), () => encodeURIComponent(value));
  }
  for (const [name, value] of examplesOf(query)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  for (const [name, value] of examplesOf(inHeaders)) headers[name.toLowerCase()] ??= value;
  return { ...request, url, headers };
}

/** Whether the client knows it, and its caller need not: credentials and the tenant. Constants are known here too. */
function isSupplied({ explicitProperties = [], schema }: Input): boolean {
  return explicitProperties.includes("x-client-supplies") && constantOf(schema) === undefined;
}

/** By preference the example that has the name of the success. */
function exampleOf({ examples = [], schema }: Input, operation: Operation): unknown {
  const name = firstSuccess(operation)?.example;
  const example = examples.find(({ key }) => key === name) ?? examples[0];
  return example?.value ?? constantOf(schema);
}

function constantOf(schema: unknown): unknown {
  return (schema as { const?: unknown } | undefined)?.const;
}
