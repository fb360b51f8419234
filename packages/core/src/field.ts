/** A value that may not be sent. The message says where it stands, as in `jobs[2].job_id: expected …`. */
export class FieldError extends Error {
  constructor(field: string | undefined, message: string) {
    super(field === undefined ? message : `${field}: ${message}`);
  }
}

/**
 * How a value is shown in an error message: as it would be written, if that is short. A long one is not cut,
 * since the part of a secret would not be recognised as such.
 */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return String(value);
  const text = written(value);
  if (text.length <= 60) return text;
  return typeof value === "string" ? `a string of ${value.length} characters` : `a long ${typeof value}`;
}

function written(value: unknown): string {
  const exact = (_: string, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner);
  try {
    return JSON.stringify(value, exact) ?? String(value);
  } catch {
    return `an ${typeof value} that no JSON can hold`;
  }
}

/** The JSON type of a value that is not to be shown. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
