import { isStream } from "./body.ts";
import type { Input, Operation, Parameter } from "./definition.ts";
import { FieldError, show, typeName } from "./field.ts";
import { createIdempotencyKey } from "./idempotency.ts";
import { isHeaderValue, unknownName } from "./options.ts";
import { fillPath } from "./path.ts";
import { encode, holdsSecret } from "./shape.ts";
import { checkTextValue, toTextValue, writeText } from "./text-value.ts";

/** Arguments by the place where they travel. */
export interface Placed {
  path?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  header?: Record<string, unknown> | undefined;
}

/** What the client adds by itself. */
export interface Supplies {
  /** Values of the parameters that are given once, at the client's creation. */
  readonly tenant: Readonly<Record<string, unknown>>;
  /** Is told every secret among the arguments. */
  onSecret(secret: string): void;
}

/** Sorts one flat object of arguments by the places where they travel. */
export function placeArguments(operation: Operation, given: object): { params: Placed; body: unknown } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new FieldError("arguments", `expected an object, got ${show(given)}`);
  }
  const { parameters = {}, body } = operation;
  const params = { path: {}, query: {}, header: {} } as Required<
    Record<keyof Placed, Record<string, unknown>>
  >;
  const members: Record<string, unknown> = {};
  let whole: unknown;
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter) params[parameter.in][name] = value;
    else if (body?.members && Object.hasOwn(body.members, name)) members[name] = value;
    else if (body && !body.members && name === "body") whole = value;
    else throw new FieldError(undefined, unknownName("argument", name, argumentNames(operation)));
  }
  const anyMember = Object.values(members).some((value) => value !== undefined);
  return { params, body: body?.members && (anyMember || body.required) ? members : whole };
}

/**
 * Fills in what the client knows, then checks and encodes every value. Throws `FieldError` for the first that
 * is missing or malformed, before anything is sent.
 */
export function completeArguments(
  operation: Operation,
  given: Placed,
  body: unknown,
  { tenant, onSecret }: Supplies,
): { params: Placed; body: unknown } {
  const params: Record<string, Record<string, unknown>> = {
    path: { ...given.path },
    query: { ...given.query },
    header: { ...given.header },
  };
  for (const [name, parameter] of Object.entries(operation.parameters ?? {})) {
    const place = params[parameter.in] as Record<string, unknown>;
    const value = place[name] === undefined ? suppliedValue(name, parameter, tenant) : place[name];
    if (parameter.supplied === "credential" && value === undefined) continue; // its scheme adds it, per attempt
    if (parameter.required && value === undefined) throw new FieldError(name, "missing");
    if (value === undefined) continue;
    if (value === null) throw new FieldError(name, `expected ${expected(parameter)}, got null`);
    checkInput(name, parameter, value, onSecret);
    const encoded = encode(value, parameter.shape, name, (secret) => {
      onSecret(secret);
      // As it stands in a JSON text, which is escaped once more.
      if (parameter.written === "json") onSecret(JSON.stringify(secret).slice(1, -1));
    });
    place[name] = writeParameter(parameter, name, encoded);
  }
  for (const [name, value] of Object.entries(params.query ?? {})) checkQueryValue(name, value);
  for (const [name, value] of Object.entries(params.header ?? {})) checkHeaderValue(name, value);
  const completed = completeBody(operation, body, onSecret);
  // A provider that names the header takes no chunks.
  if (
    operation.parameters?.["Content-Length"] &&
    isStream(completed) &&
    !("Content-Length" in (params.header ?? {}))
  )
    throw new FieldError("Content-Length", "missing: the provider wants to know the size of a stream");
  return { params, body: completed };
}

function writeParameter({ written }: Parameter, name: string, value: unknown): unknown {
  return written === undefined ? toTextValue(value) : writeText(written, name, value);
}

function suppliedValue(
  name: string,
  { constant, supplied, idempotency }: Parameter,
  tenant: Supplies["tenant"],
): unknown {
  return constant ?? (supplied === "tenant" ? tenant[name] : idempotency && createIdempotencyKey());
}

function checkQueryValue(name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  const plain = typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
  const parts = Array.isArray(value) ? value : plain ? Object.values(value) : [value];
  for (const part of parts) checkTextValue(name, part);
}

function checkHeaderValue(name: string, value: unknown): void {
  for (const part of [value].flat()) {
    if (typeof part !== "string" || isHeaderValue(part)) continue;
    throw new FieldError(name, "expected one line, characters up to U+00FF, as a header can carry");
  }
}

function completeBody(operation: Operation, value: unknown, onSecret: (secret: string) => void): unknown {
  const { body } = operation;
  if (!body) {
    if (value === undefined) return undefined;
    throw new FieldError("body", "expected none: the operation takes no body");
  }
  if (value === undefined) {
    if (body.required) throw new FieldError("body", "missing");
    // Without a body there would be no key, and nothing would make a repetition harmless.
    const hasKey = Object.values(body.members ?? {}).some(({ idempotency }) => idempotency);
    return hasKey ? completeBody(operation, {}, onSecret) : undefined;
  }
  if (!body.members) return encode(value, body.shape, "body", onSecret);
  if (typeof value !== "object" || value === null || Symbol.iterator in value) {
    throw new FieldError("body", `expected an object of ${Object.keys(body.members).join(", ")}`);
  }
  const members: Record<string, unknown> = { ...value };
  for (const [name, input] of Object.entries(body.members)) {
    if (members[name] === undefined)
      members[name] = input.constant ?? (input.idempotency && createIdempotencyKey());
    if (members[name] === undefined) {
      if (input.required) throw new FieldError(name, "missing");
      continue;
    }
    checkInput(name, input, members[name], onSecret);
    members[name] = encode(members[name], input.shape, name, onSecret);
  }
  return members;
}

/** Throws `FieldError` for a value that is not as its input is described. */
export function checkInput(
  name: string,
  input: Input,
  value: unknown,
  onSecret: (secret: string) => void,
): void {
  const checkedByEncoding = ["int64", "boolean", "boolean-text"].includes(input.shape as string);
  if (checkedByEncoding && !(value === null && input.types)) return;
  const secret = holdsSecret(input.shape);
  if (secret && typeof value === "string") onSecret(value);
  const shown = () => (secret ? "another" : show(value));
  if (input.types && !input.types.some((type) => isOfType(value, type))) {
    throw new FieldError(name, `expected ${expected(input)}, got ${secret ? typeName(value) : show(value)}`);
  }
  const values = input.enum ?? (input.constant === undefined ? undefined : [input.constant]);
  if (values && !values.includes(value)) {
    throw new FieldError(name, `expected one of ${values.map(show).join(", ")}, got ${shown()}`);
  }
  if (typeof value === "string") checkText(name, input, value, shown);
  if (Array.isArray(value)) checkLength(name, input, value.length);
  if (typeof value === "number") checkRange(name, input, value);
  if (input.pattern && typeof value === "string" && !input.pattern.test(value)) {
    throw new FieldError(name, `expected a match of ${input.pattern.source}, got ${shown()}`);
  }
}

function checkText(
  name: string,
  { minLength = 0, maxLength = Infinity }: Input,
  text: string,
  shown: () => string,
) {
  if (text.length < minLength) {
    const least = minLength === 1 ? "a non-empty string" : `at least ${minLength} characters`;
    throw new FieldError(name, `expected ${least}, got ${shown()}`);
  }
  // A character may be two units of a string.
  if (text.length > maxLength && [...text].length > maxLength)
    throw new FieldError(name, `expected at most ${maxLength} characters, got ${[...text].length}`);
}

function checkLength(name: string, { minItems = 0, maxItems = Infinity }: Input, length: number): void {
  if (length >= minItems && length <= maxItems) return;
  const limits = length < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
  const items = minItems === maxItems ? minItems : limits;
  throw new FieldError(name, `expected ${items} items, got ${length}`);
}

function checkRange(name: string, { minimum, maximum }: Input, value: number): void {
  if (minimum !== undefined && value < minimum)
    throw new FieldError(name, `expected at least ${minimum}, got ${value}`);
  if (maximum !== undefined && value > maximum)
    throw new FieldError(name, `expected at most ${maximum}, got ${value}`);
}

const expected = ({ types }: Input) => types?.join(" or ") ?? "a value";

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isSafeInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "number":
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function argumentNames({ parameters = {}, body }: Operation): string[] {
  const own = Object.keys(parameters).filter(
    (name) => parameters[name]?.supplied === undefined || parameters[name].supplied === "tenant",
  );
  return [...own, ...(body?.members ? Object.keys(body.members) : body ? ["body"] : [])];
}

/** Throws for a tenant's value that an operation could not send. */
export function checkTenantValues(
  { parameters = {} }: Operation,
  tenant: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, string>> = {},
): void {
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = tenant[name];
    if (parameter.supplied !== "tenant" || value === undefined) continue;
    checkInput(options[name] ?? name, parameter, value, () => {});
    const text = writeParameter(
      parameter,
      name,
      encode(value, parameter.shape, name, () => {}),
    );
    if (parameter.in === "path") fillPath(`{${name}}`, { [name]: text });
  }
}
