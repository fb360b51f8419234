import { FieldError, show, typeName } from "./field.ts";
import { IntegerLiteral, stringifyJson } from "./json.ts";

/** Turns integer literals into their digits, for places that hold text: a path, a query, a header, a form. */
export function toTextValue(value: unknown): unknown {
  if (value instanceof IntegerLiteral) return value.digits;
  if (Array.isArray(value)) return value.map(toTextValue);
  return value;
}

/** Writes an array or an object in one text, as its parameter asks. */
export function writeText(
  written: "json" | "commas" | "tuple",
  field: string,
  value: unknown,
): string | undefined {
  if (written === "json") return stringifyJson(value, field);
  const items = [toTextValue(value)].flat();
  for (const item of items) {
    checkTextValue(field, item);
    if (written === "commas" && /,/.test(String(item)))
      throw new FieldError(field, `expected items without commas, got ${show(item)}`);
  }
  if (written === "commas") return items.join();
  return `(${items.map((item) => `'${String(item).replace(/[\\']/g, "\\$&")}'`).join()})`;
}

/** Refuses what a query or a form could carry only with a loss. */
export function checkTextValue(field: string, value: unknown): void {
  if (typeof value === "string") {
    if (!isWellFormed(value))
      throw new FieldError(field, "expected well-formed Unicode, got a lone surrogate");
    return;
  }
  if (typeof value === "number" ? Number.isFinite(value) : /^(boolean|bigint)$/.test(typeof value)) return;
  const got = typeof value === "number" ? String(value) : typeName(value);
  throw new FieldError(field, `expected text, a finite number or a boolean, got ${got}`);
}

export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
