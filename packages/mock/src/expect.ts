import { nearest } from "@jobwire/core";

/** Throws unless the value is one of those that there are; says which they are, and which may be meant. */
export function expectOneOf<Value extends string>(
  name: string,
  value: unknown,
  known: readonly Value[],
): Value {
  if (known.includes(value as Value)) return value as Value;
  const meant = typeof value === "string" ? nearest(value, known) : undefined;
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  throw expected(name, `one of ${known.join(", ")}`, value, hint);
}

/** Throws when an object has a member that is none of those that there are. */
export function expectMembers(name: string, value: object, known: readonly string[]): void {
  for (const member of Object.keys(value)) expectOneOf(name, member, known);
}

/** Throws unless the value is a number from `least` to `most`. */
export function expectNumber(
  name: string,
  value: unknown,
  { least, most, integer = false }: { least: number; most: number; integer?: boolean },
): void {
  const fits = typeof value === "number" && value >= least && value <= most;
  if (fits && (!integer || Number.isInteger(value) || value === Number.POSITIVE_INFINITY)) return;
  const range = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
  throw expected(name, `${integer ? "an integer" : "a number"} from ${range}`, value);
}

export function expected(name: string, what: string, got: unknown, hint = ""): Error {
  const text = typeof got === "string" ? JSON.stringify(got) : String(got);
  return new Error(`${name}: expected ${what}, got ${text}${hint}`);
}
