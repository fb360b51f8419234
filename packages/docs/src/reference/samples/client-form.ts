import type { Shape } from "../../../../core/src/definition.ts";

/** A value of the wire as one gives it to the client: exact integers as decimal strings, booleans as such. */
export function clientForm(shape: Shape | undefined, value: unknown): unknown {
  if (typeof shape === "object") return structure(shape, value);
  if (shape === "int64") return typeof value === "number" ? String(value) : value;
  if (shape === "boolean" || shape === "boolean-text")
    return typeof value === "string" ? value.toLowerCase() === "true" : value;
  return shape === "unset" && value === "" ? null : value;
}

function structure(shape: Extract<Shape, object>, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return Array.isArray(shape) ? value.map((item) => clientForm(shape[0], item)) : value;
  const members = shape as Readonly<Record<string, Shape>>;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      clientForm(Object.hasOwn(members, name) ? members[name] : members["*"], member),
    ]),
  );
}
