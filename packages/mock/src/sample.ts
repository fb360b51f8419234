import { actionOf } from "./action.ts";
import { anyType, multipart, octets, urlencoded } from "./body-type.ts";
import type { InputSchema } from "./input-schema.ts";
import { toMap } from "./inputs.ts";
import { firstSuccess } from "./matching.ts";
import type { Operation } from "./operations.ts";
import { type Parameter, writeParameter } from "./parameters.ts";
import type { Behaviour, SampleRequest } from "./providers/provider.ts";

/**
 * A request that gets the success of an operation, from the examples of the spec. What a client supplies is left to
 * `sign`; where that knows nothing of it, its example stands in.
 */
export function sampleRequest(operation: Operation, origin: string, behaviour: Behaviour): SampleRequest {
  const given = filled(blank(operation, origin), operation, (parameter) => !isSupplied(parameter));
  return filled(behaviour.sign(given, operation), operation, () => true);
}

/** What a provider's newcomer tries first: of its own, with credentials, and by preference changing nothing. */
export function firstOperation(operations: readonly Operation[], provider: string): Operation | undefined {
  const own = operations.filter(({ spec }) => spec === provider);
  const closed = own.filter(({ open }) => !open);
  return closed.find(({ safe }) => safe) ?? closed[0] ?? own[0];
}

function blank(operation: Operation, origin: string): SampleRequest {
  const url = new URL(origin + (actionOf(operation.path)?.path ?? operation.path));
  const method = operation.method.toUpperCase();
  const [content] = operation.prism.request?.body?.contents ?? [];
  const value = content && exampleAmong(toMap(content.examples), content.schema, operation);
  if (!content || value === undefined) return { method, url, headers: {}, body: undefined };
  const { mediaType } = content;
  if (mediaType === multipart) return { method, url, ...inParts(value as object) };
  const type = mediaType === anyType ? octets : mediaType;
  return { method, url, headers: { "content-type": type }, body: toText(value, mediaType) };
}

function toText(value: unknown, mediaType: string): string {
  if (typeof value === "string") return value;
  if (mediaType !== urlencoded) return JSON.stringify(value);
  const fields = Object.entries(value as object).map(([name, field]) => [name, String(field)]);
  return String(new URLSearchParams(fields));
}

/** A form in parts; its texts are short and ours, so none has the line that divides them. */
function inParts(value: object): Pick<SampleRequest, "headers" | "body"> {
  const boundary = "jobwire-mock-part";
  const parts = Object.entries(value).map(
    ([name, field]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(field)}\r\n`,
  );
  return {
    headers: { "content-type": `${multipart}; boundary=${boundary}` },
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}

/** Puts the examples of required inputs where there is nothing yet. */
function filled(
  request: SampleRequest,
  operation: Operation,
  wanted: (parameter: Parameter) => boolean,
): SampleRequest {
  const url = new URL(request.url);
  const headers = { ...request.headers };
  for (const parameter of operation.parameters) {
    if (!parameter.required || !wanted(parameter)) continue;
    const value = exampleAmong(parameter.examples, parameter.schema, operation);
    if (value === undefined) continue;
    const { part, name } = parameter;
    const texts = writeParameter(parameter, value);
    if (part === "path") {
      const variable = encodeURIComponent(`{${name}}`);
      url.pathname = url.pathname.replace(variable, () => encodeURIComponent(texts.join(",")));
    } else if (part === "header") headers[name.toLowerCase()] ??= texts.join(",");
    else if (!url.searchParams.has(name)) for (const text of texts) url.searchParams.append(name, text);
  }
  return { ...request, url, headers };
}

/** Whether its caller need not know it: credentials and the tenant. Constants are known here too. */
function isSupplied({ supplied, schema }: Parameter): boolean {
  return supplied && schema.const === undefined;
}

/** By preference the example that has the name of the success. */
function exampleAmong(
  examples: ReadonlyMap<string, unknown>,
  schema: unknown,
  { documented }: Operation,
): unknown {
  const name = firstSuccess(documented)?.example;
  if (name !== undefined && examples.has(name)) return examples.get(name);
  const [first] = examples.values();
  return first ?? (schema as InputSchema | undefined)?.const;
}
