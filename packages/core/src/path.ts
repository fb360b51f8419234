import { FieldError, show } from "./field.ts";
import { isWellFormed } from "./text-value.ts";

/**
 * Fills `{name}` placeholders. A missing or empty value, `.` and `..` are refused, since servers and proxies
 * would read another path; everything else is percent-encoded into one segment.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => segment(name, values[name]));
}

function segment(name: string, value: unknown): string {
  const text =
    typeof value === "string" || typeof value === "number" || typeof value === "bigint" ? `${value}` : "";
  if (text === "" || text === "." || text === "..") {
    throw new FieldError(name, `expected a path segment, got ${show(value)}`);
  }
  if (!isWellFormed(text)) throw new FieldError(name, "expected well-formed Unicode, got a lone surrogate");
  return encodeURIComponent(text);
}
