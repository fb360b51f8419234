/** A value that may not be sent; `field` says where it stands, as in `jobs[2].job_id`. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
  }
}

/** How a value is shown in an error message: short, and as it would be written. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return String(value);
  const text =
    JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}n` : inner)) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
