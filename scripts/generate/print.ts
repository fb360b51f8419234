/** What stands in a table by its name, such as a function. */
export class Name {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A table as TypeScript. `nameOf` tells the names of parts that stand elsewhere, by their own text. */
export function print(value: unknown, indent: string, nameOf?: (text: string) => string | undefined): string {
  if (value instanceof RegExp) return String(value);
  if (value instanceof Name) return value.name;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const named = nameOf?.(print(value, ""));
  if (named !== undefined) return named;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => print(item, indent)).join(", ")}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${deeper}${key(name)}: ${print(member, deeper, nameOf)},\n`,
  );
  return members.length > 0 ? `{\n${members.join("")}${indent}}` : "{}";
}

/** A name as it stands before the colon of an object or interface. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
