import type { Shape } from "./definition.ts";
import { FieldError, show } from "./field.ts";
import { IntegerLiteral } from "./json.ts";

const decimal = /^-?(?:0|[1-9]\d*)$/;
const spellings = new Map([
  ["true", true],
  ["false", false],
]);
const least = -(2n ** 63n);
const greatest = 2n ** 64n - 1n; // unsigned ids are sent under the same format

/**
 * Turns a caller's value into what goes on the wire, without changing the value itself: 64-bit integers
 * become literals, and every secret is reported to `onSecret`.
 */
export function encode(
  value: unknown,
  shape: Shape | undefined,
  field: string,
  onSecret: (secret: string) => void,
): unknown {
  if (shape === undefined || shape === "plain" || shape === "unset") return value;
  if (value === undefined || value === null) return value;
  if (shape === "int64") return new IntegerLiteral(int64Digits(value, field));
  if (shape === "boolean") return toBoolean(value) ?? reject(field, "a boolean", value);
  if (shape === "boolean-text")
    return String(toBoolean(value) ?? reject(field, "a boolean", value)).toUpperCase();
  if (shape === "secret") {
    if (typeof value === "string") onSecret(value);
    return value;
  }
  return mapMembers(value, shape, (member, inner, name) =>
    encode(member, inner, `${field}${name}`, onSecret),
  );
}

/**
 * Turns a parsed answer into what callers get: 64-bit integers as decimal strings, booleans as booleans. Every secret
 * in it is reported to `onSecret`.
 */
export function decode(
  value: unknown,
  shape: Shape | undefined,
  onSecret: (secret: string) => void = () => {},
): unknown {
  if (shape === undefined || shape === "plain" || value === undefined || value === null) return value;
  if (shape === "int64") return typeof value === "number" ? String(value) : value;
  if (shape === "boolean" || shape === "boolean-text") return toBoolean(value) ?? value;
  if (shape === "unset") return value === "" ? null : value;
  if (shape === "secret") {
    if (typeof value === "string") onSecret(value);
    return value;
  }
  return mapMembers(value, shape, (member, inner) => decode(member, inner, onSecret));
}

/** Whether a value of this shape has a secret in it. */
export function holdsSecret(shape: Shape | undefined): boolean {
  if (shape === undefined || typeof shape === "string") return shape === "secret";
  return Object.values(shape).some(holdsSecret);
}

/** The digits of a 64-bit integer given as decimal string, bigint or safe integer. */
function int64Digits(value: unknown, field: string): string {
  const expected = "a 64-bit integer (a decimal string, a bigint or a safe integer)";
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    const lost = Number.isInteger(value) ? ": a number this large has lost digits already" : "";
    throw new FieldError(field, `expected ${expected}, got ${value}${lost}`);
  }
  const digits = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof digits !== "string" || !decimal.test(digits)) return reject(field, expected, value);
  const integer = BigInt(digits);
  if (integer < least || integer > greatest) return reject(field, expected, value);
  return integer.toString();
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? spellings.get(value.toLowerCase()) : undefined;
}

function reject(field: string, expected: string, value: unknown): never {
  throw new FieldError(field, `expected ${expected}, got ${show(value)}`);
}

/** Maps the members that the shape names; the rest, and a value of another structure, stay as they are. */
function mapMembers(
  value: unknown,
  shape: readonly [Shape] | { readonly [member: string]: Shape },
  map: (member: unknown, shape: Shape, name: string) => unknown,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isItems(shape)) {
    return Array.isArray(value) ? value.map((item, i) => map(item, shape[0], `[${i}]`)) : value;
  }
  const mapped: Record<string, unknown> = { ...value };
  for (const name of Object.keys(mapped)) {
    const inner = Object.hasOwn(shape, name) ? shape[name] : shape["*"];
    if (inner !== undefined) mapped[name] = map(mapped[name], inner, `.${name}`);
  }
  return mapped;
}

const isItems = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
