/** A member deep within a value; undefined where there is none. */
export function memberAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, name) =>
      typeof node === "object" && node !== null ? (node as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** The same value with a member replaced, where there is that member. */
export function withMember(value: unknown, path: readonly string[], made: () => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return made();
  if (typeof value !== "object" || value === null || !(name in value)) return value;
  return { ...value, [name]: withMember((value as Record<string, unknown>)[name], rest, made) };
}

/** The value of a body of JSON; undefined: it is none. */
export function readJson(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString("utf8") ?? "");
  } catch {
    return undefined;
  }
}
