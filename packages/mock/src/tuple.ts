/** A text of a tuple: in either quotes, where a backslash stands before what is no sign of the tuple. */
const item = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(,|$)/sy;

/** The texts of a tuple as Python writes it, such as `('{','}')`; undefined: it is none. */
export function parseTuple(text: string): string[] | undefined {
  const [, inner] = text.match(/^\s*\((.*)\)\s*$/s) ?? [];
  if (inner === undefined) return undefined;
  const texts: string[] = [];
  let end = 0;
  while (end < inner.trimEnd().length) {
    item.lastIndex = end;
    const [whole, single, double = ""] = item.exec(inner) ?? [];
    if (whole === undefined) return undefined;
    texts.push((single ?? double).replace(/\\(.)/gs, "$1"));
    end += whole.length;
  }
  return texts;
}

/** The tuple of some texts. */
export function toTuple(texts: readonly string[]): string {
  return `(${texts.map((text) => `'${text.replace(/['\\]/g, "\\$&")}'`).join(",")})`;
}
