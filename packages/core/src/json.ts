/** JSON that loses no digit: integers beyond 2^53 stay exact, both ways. */
import { FieldError } from "./field.ts";

/** Fewer digits than these always fit in a double. */
const manyDigits = /\d{16}/;

/** Parses JSON; an integer that no double holds becomes a decimal string. Throws what `JSON.parse` throws. */
export function parseJson(text: string): unknown {
  return JSON.parse(manyDigits.test(text) ? quoteLongIntegers(text) : text);
}

function quoteLongIntegers(text: string): string {
  let quoted = "";
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x22) {
      i = endOfString(text, i);
    } else if (char === 0x2d || isDigit(char)) {
      const start = i;
      while (isNumberPart(text.charCodeAt(i + 1))) i++;
      const literal = text.slice(start, i + 1);
      if (/^-?[1-9]\d{15,}$/.test(literal) && !Number.isSafeInteger(Number(literal))) {
        quoted += `${text.slice(copied, start)}"${literal}"`;
        copied = i + 1;
      }
    }
  }
  return quoted + text.slice(copied);
}

/** The index of the quote that ends the string begun at `start`, or the text's end. */
function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

const isDigit = (char: number) => char >= 0x30 && char <= 0x39;

/** A digit, `.`, `e`, `E`, `+` or `-`. */
const isNumberPart = (char: number) =>
  isDigit(char) || char === 0x2e || char === 0x65 || char === 0x45 || char === 0x2b || char === 0x2d;

/**
 * A number that `stringifyJson` writes digit by digit. Only the encoder makes them, from values that it has
 * checked, so that no string of a caller can pass for one.
 */
export class IntegerLiteral {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** Deeper values are taken for circular. */
const deepest = 500;

/**
 * `JSON.stringify` that writes integer literals and bigints as bare digits, and refuses what JSON would lose.
 * `field` is the name of the value in error messages.
 */
export function stringifyJson(value: unknown, field = "", depth = 0): string | undefined {
  if (value instanceof IntegerLiteral) return value.digits;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new FieldError(field || "body", `expected a finite number, got ${value}`);
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth > deepest)
    throw new FieldError("body", `expected no more than ${deepest} levels, got more, or a circle`);
  if (Array.isArray(value)) {
    const items = value.map((item, i) => stringifyJson(item, `${field}[${i}]`, depth + 1) ?? "null");
    return `[${items.join()}]`;
  }
  if ("toJSON" in value && typeof value.toJSON === "function")
    return stringifyJson(value.toJSON(), field, depth + 1);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const text = stringifyJson(member, field === "" ? name : `${field}.${name}`, depth + 1);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join()}}`;
}
