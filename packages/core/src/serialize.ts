/**
 * Writes a query, without `?`: an array repeats its name, an object's members become `name[member]`. What is
 * undefined, null or an empty array is left out.
 */
export function writeQuery(values: Readonly<Record<string, unknown>> = {}): string {
  let query = "";
  const add = (name: string, value: unknown) => {
    if (value === undefined || value === null) return;
    query += `${query && "&"}${escapeText(name)}=${escapeText(String(value))}`;
  };
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) for (const item of value) add(name, item);
    else if (typeof value === "object" && value !== null)
      for (const [member, inner] of Object.entries(value)) add(`${name}[${member}]`, inner);
    else add(name, value);
  }
  return query;
}

/** Nothing in it needs to be escaped, which most names and ids tell. */
const plain = /^[\w.~-]*$/;

/** As runtimes write it themselves: an address parsed anew would have `%27` for the apostrophe. */
const escapeText = (text: string) =>
  plain.test(text) ? text : encodeURIComponent(text).replaceAll("'", "%27");

/** Headers of several sources, by name in lower case; later ones win, and `null` takes one away. */
export function mergeHeaders(
  ...sources: (Readonly<Record<string, unknown>> | undefined)[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (value === null) delete merged[name.toLowerCase()];
      else if (value !== undefined) merged[name.toLowerCase()] = String(value);
    }
  }
  return merged;
}
