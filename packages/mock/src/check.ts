import type { Finding } from "./finding.ts";
import type { Incoming } from "./incoming.ts";
import { type InputSchema, inputAt } from "./input-schema.ts";
import { withIntegers } from "./integers.ts";
import type { Operation } from "./operations.ts";
import { parseBody } from "./parse-body.ts";
import { pathValue } from "./path-value.ts";
import { type PrismDiagnostic, type PrismRequest, validate } from "./prism.ts";

/** What a request is found to be. */
export interface Checked {
  /** The body's value: what its JSON or its form says. */
  readonly body: unknown;
  /** Why the body cannot be read; undefined: it can. */
  readonly unreadable: Finding | undefined;
  /** How the request breaks the schemas of its operation. */
  readonly findings: readonly Finding[];
}

/** Checks a request against its operation. */
export function checkRequest(incoming: Incoming, operation: Operation): Checked {
  const { body = Buffer.alloc(0), headers } = incoming;
  const type = body.length === 0 ? undefined : essence(headers["content-type"]);
  if (type !== undefined) {
    const taken = takenTypes(operation);
    if (!taken.includes(type)) {
      const unreadable =
        taken.length === 0
          ? { at: "body", message: `expected none, got ${body.length} bytes` }
          : {
              at: "header.content-type",
              message: `expected ${taken.join(" or ")}, got ${type || "no content type"}`,
            };
      return { body: undefined, unreadable, findings: [] };
    }
  }
  const parsed = parseBody(body.toString("utf8"), type);
  if ("reason" in parsed) {
    const message = `expected JSON, got ${parsed.reason}`;
    return { body: undefined, unreadable: { at: "body", message }, findings: [] };
  }
  const request = toPrismRequest(incoming, type, parsed.value);
  const diagnostics = validate(request, operation.prism);
  return {
    body: parsed.value,
    unreadable: undefined,
    findings: withIntegers(
      diagnostics
        .filter(({ severity }) => severity === 0)
        .map((diagnostic) => toFinding(diagnostic, request, operation)),
      incoming,
      operation,
    ),
  };
}

/** The media type without parameters; empty if there is none. */
function essence(type = ""): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

function takenTypes({ prism }: Operation): string[] {
  return (prism.request?.body?.contents ?? []).map(({ mediaType }) => mediaType);
}

function toPrismRequest({ method, path, query, headers }: Incoming, type: string | undefined, body: unknown) {
  const { "content-type": _type, "content-length": _length, ...others } = headers;
  const parameters = new URLSearchParams(query);
  const request = {
    method: method.toLowerCase() as PrismRequest["method"],
    url: {
      path,
      query: Object.fromEntries([...parameters.keys()].map((name) => [name, all(parameters, name)])),
    },
    headers: {
      ...others,
      // Prism looks for a body by its length, and a body in chunks has none.
      ...(type !== undefined && { "content-type": type, "content-length": "1" }),
    },
    body,
  };
  return request;
}

function all(parameters: URLSearchParams, name: string): string | string[] {
  const values = parameters.getAll(name);
  return values.length === 1 ? (values[0] as string) : values;
}

function toFinding(
  { path = [], code, message }: PrismDiagnostic,
  request: PrismRequest,
  operation: Operation,
): Finding {
  const keyword = typeof code === "string" ? code : undefined;
  const missing = message.match(/required property '(.+)'/)?.[1];
  const place = [...path.map(String), ...(missing === undefined ? [] : [missing])];
  if (keyword === "required") {
    const { at } = inputAt(operation, place.length === 0 ? ["body"] : place);
    return { at, message: "is required, and missing", keyword };
  }
  const { at, schema } = inputAt(operation, place);
  const got = schema.format === "password" ? "a secret" : shown(valueAt(request, place, operation));
  return { at, message: `${expectation(message, keyword, schema)}, got ${got}`, keyword };
}

/** Prism's message begins with where it is, which is told already. */
function expectation(message: string, keyword: string | undefined, schema: InputSchema): string {
  if (keyword === "const") return `expected ${JSON.stringify(schema.const)}`;
  if (keyword === "enum") return `expected one of ${(schema.enum ?? []).join(", ")}`;
  const [, rest] = message.match(/\bmust (.*)$/s) ?? [];
  return rest === undefined ? message : `must ${rest}`;
}

/** What came there, as it was sent. */
function valueAt({ url, headers, body }: PrismRequest, place: readonly string[], operation: Operation) {
  const [part, name = "", ...rest] = place;
  if (part === "query") return find(url.query, name);
  if (part === "header") return find(headers, name);
  if (part === "path") return pathValue(url.path, operation.path, name);
  const steps = name === "" ? [] : [name, ...rest];
  const form = typeof body === "string" ? Object.fromEntries(new URLSearchParams(body)) : body;
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], form);
}

function find(values: Readonly<Record<string, unknown>> = {}, name: string): unknown {
  return Object.entries(values).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
