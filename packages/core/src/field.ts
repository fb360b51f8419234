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
  const text =
    JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}n` : inner)) ?? String(value);
  if (text.length <= 60) return text;
  return typeof value === "string" ? `a string of ${value.length} characters` : `a long ${typeof value}`;
}

/** The JSON type of a value that is not to be shown. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
