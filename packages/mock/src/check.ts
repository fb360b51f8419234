import { bodyTypeOf, essence, isFile, multipart, octets, urlencoded } from "./body-type.ts";
import type { Finding } from "./finding.ts";
import { type Incoming, sizeOf } from "./incoming.ts";
import { type InputSchema, inputAt, parameterAt, partsOf } from "./input-schema.ts";
import { withIntegers } from "./integers.ts";
import type { Operation } from "./operations.ts";
import { isReadAlone, readParameter, textsOf } from "./parameters.ts";
import { parseBody } from "./parse-body.ts";
import { type PrismDiagnostic, type PrismRequest, validate, validateValue } from "./prism.ts";

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
export async function checkRequest(incoming: Incoming, operation: Operation): Promise<Checked> {
  const size = sizeOf(incoming);
  const type = size === 0 ? undefined : bodyTypeOf(operation, incoming.headers["content-type"]);
  if (size > 0 && type === undefined) return unread(notTaken(incoming, operation));
  const parsed = type === undefined ? { value: undefined } : await parseBody(incoming, type);
  if ("unreadable" in parsed) return unread(parsed.unreadable);
  const request = toPrismRequest(incoming, operation, type, parsed.value);
  const findings = errorsIn(validate(request, operation.validated)).map((diagnostic) =>
    toFinding(diagnostic, operation, (place) => valueAt(incoming, request.body, place, operation)),
  );
  return {
    body: parsed.value,
    unreadable: undefined,
    findings: [...withIntegers(findings, incoming, operation), ...checkReadAlone(incoming, operation)],
  };
}

function unread(unreadable: Finding): Checked {
  return { body: undefined, unreadable, findings: [] };
}

function notTaken(incoming: Incoming, { takes }: Operation): Finding {
  if (takes.length === 0) return { at: "body", message: `expected none, got ${sizeOf(incoming)} bytes` };
  const got = essence(incoming.headers["content-type"]) || "no content type";
  return { at: "header.content-type", message: `expected ${takes.join(" or ")}, got ${got}` };
}

/** How parameters break their schemas whose form Prism does not know. */
function checkReadAlone(incoming: Incoming, operation: Operation): Finding[] {
  return operation.parameters.filter(isReadAlone).flatMap((parameter) => {
    const read = readParameter(parameter, incoming, operation.path);
    if (read === undefined) return [];
    const { part, name, schema } = parameter;
    if ("reason" in read) return [{ at: `${part}.${name}`, message: read.reason }];
    return errorsIn(validateValue(read.value, schema)).map(({ path = [], ...diagnostic }) =>
      toFinding({ ...diagnostic, path: [part, name, ...path] }, operation, ([, , ...steps]) =>
        stepped(read.value, steps),
      ),
    );
  });
}

function errorsIn(diagnostics: readonly PrismDiagnostic[]): PrismDiagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 0);
}

function toPrismRequest(
  { method, path, query, headers }: Incoming,
  { parameters: known }: Operation,
  type: string | undefined,
  body: unknown,
): PrismRequest {
  const { "content-type": _type, "content-length": length, ...others } = headers;
  const parameters = new URLSearchParams(query);
  // Prism looks for a body by its length, and a body in chunks has none.
  const stated = parameterAt(known, "header", "content-length") ? length : undefined;
  return {
    method: method.toLowerCase() as PrismRequest["method"],
    url: {
      path,
      query: Object.fromEntries([...parameters.keys()].map((name) => [name, all(parameters, name)])),
    },
    headers: {
      ...others,
      ...(type !== undefined && {
        "content-type": prismType(type),
        "content-length": stated ?? "1",
      }),
    },
    // Of a file it is enough that there is one.
    body: isFile(type) ? "bytes" : body,
  };
}

/** As `forValidation` has the types. */
function prismType(type: string): string {
  if (isFile(type)) return octets;
  return type === multipart ? urlencoded : type;
}

function all(parameters: URLSearchParams, name: string): string | string[] {
  const values = parameters.getAll(name);
  return values.length === 1 ? (values[0] as string) : values;
}

/** `cameAt` tells what came at a place. */
function toFinding(
  { path = [], code, message }: PrismDiagnostic,
  operation: Operation,
  cameAt: (place: readonly string[]) => unknown,
): Finding {
  const keyword = typeof code === "string" ? code : undefined;
  const missing = message.match(/required property '(.+)'/)?.[1];
  const place = [...path.map(String), ...(missing === undefined ? [] : [missing])];
  if (keyword === "required") {
    const { at } = inputAt(operation, place.length === 0 ? ["body"] : place);
    return { at, message: "is required, and missing", keyword };
  }
  const { at, schema } = inputAt(operation, place);
  const got = holdsSecret(schema) ? "a secret" : shown(cameAt(place));
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
function valueAt(
  incoming: Incoming,
  body: unknown,
  [part = "", name = "", ...rest]: readonly string[],
  { parameters, path }: Operation,
): unknown {
  if (part === "body") {
    const form = typeof body === "string" ? Object.fromEntries(new URLSearchParams(body)) : body;
    return stepped(form, name === "" ? [] : [name, ...rest]);
  }
  const parameter = parameterAt(parameters, part, name);
  if (!parameter) return undefined;
  const texts = textsOf(parameter, incoming, path);
  if (rest.length === 0) return texts.length > 1 ? texts : texts[0];
  const read = readParameter(parameter, incoming, path);
  return read && "value" in read ? stepped(read.value, rest) : undefined;
}

function stepped(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | null | undefined)?.[step],
    value,
  );
}

function holdsSecret(schema: InputSchema): boolean {
  return partsOf(schema).some(
    ({ format, properties = {}, items }) =>
      format === "password" || [...Object.values(properties), ...(items ? [items] : [])].some(holdsSecret),
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
