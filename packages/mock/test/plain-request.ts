/** Requests as any program would send them, made from the examples of a spec. */
import {
  type Content,
  type Exampled,
  exampled,
  type Operation,
  type Parameter,
  type Schema,
} from "./spec.ts";

export interface PlainRequest {
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | FormData | undefined;
}

/**
 * A request with all required inputs, each with the example of the given name or else the first; and those optional
 * ones that have an example of that name. `more` are parameters that are sent besides, or with another value.
 */
export function plainRequest(
  { path, operation }: { path: string; operation: Operation },
  origin: string,
  name: string | undefined,
  more: ReadonlyMap<string, unknown> = new Map(),
): PlainRequest {
  const url = new URL(origin + path.replace(/#.*/, ""));
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters ?? []) {
    const value = more.get(parameter.name) ?? exampleOf(parameter, name);
    if (value === undefined) continue;
    const texts = written(parameter, value);
    if (parameter.in === "query") for (const text of texts) url.searchParams.append(parameter.name, text);
    else if (parameter.in === "header") headers[parameter.name.toLowerCase()] = texts.join(",");
    else
      url.pathname = url.pathname.replace(
        encodeURIComponent(`{${parameter.name}}`),
        encodeURIComponent(texts.join(",")),
      );
  }
  return { url, headers, ...bodyOf(operation.requestBody?.content, name, headers) };
}

function exampleOf(parameter: Parameter, name: string | undefined): unknown {
  const { required = false, schema } = parameter;
  const { examples = {}, example } = exampled(parameter);
  if (name !== undefined && examples[name]) return examples[name].value;
  if (!required) return undefined;
  const [first] = Object.values(examples);
  return (first ?? { value: example ?? schema?.const }).value;
}

function written({ content, explode, ...parameter }: Parameter, value: unknown): string[] {
  if (content) return [JSON.stringify(value)];
  if (!Array.isArray(value)) return [String(value)];
  if (parameter["x-written"] === "tuple") return [`(${value.map((text) => `'${text}'`).join(",")})`];
  return parameter.in === "query" && explode !== false ? value.map(String) : [value.join(",")];
}

function bodyOf(
  content: Content | undefined,
  name: string | undefined,
  headers: Record<string, string>,
): Pick<PlainRequest, "body"> {
  const [[type, media] = []] = Object.entries(content ?? {});
  if (type === undefined || media === undefined) return { body: undefined };
  const value = chosen(media, name) as object;
  // The form says itself of what type it is.
  if (type === "multipart/form-data") {
    const form = new FormData();
    for (const [field, text] of Object.entries(value))
      form.set(field, partOf(text, media.schema ?? {}, field));
    return { body: form };
  }
  if (type !== "*/*") headers["content-type"] = type;
  if (typeof value === "string") return { body: value };
  return {
    body:
      type === "application/x-www-form-urlencoded"
        ? String(new URLSearchParams(value as Record<string, string>))
        : JSON.stringify(value),
  };
}

function partOf(text: string, { properties = {} }: Schema, field: string): string | File {
  return properties[field]?.contentMediaType === undefined ? text : new File([text], `${field}.txt`);
}

function chosen({ examples = {}, example }: Exampled, name: string | undefined): unknown {
  const [first] = Object.values(examples);
  return ((name === undefined ? undefined : examples[name]) ?? first ?? { value: example }).value;
}
