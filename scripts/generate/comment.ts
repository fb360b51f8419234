/** What the spec says of a value, as far as its type does not. */
export interface Described {
  description?: string;
  deprecated?: boolean;
  format?: string | undefined;
  default?: unknown;
  example?: unknown;
  examples?: unknown;
}

/** The text of a value's doc comment; empty: nothing is said. */
export function describe(value: Described): string {
  const { description, deprecated, format, default: preset, example, examples } = value;
  // A parameter has its examples by name, which need no mention beside its description.
  const shown = [...(example === undefined ? [] : [example]), ...(Array.isArray(examples) ? examples : [])];
  const written = (each: unknown) => {
    const text = typeof each === "string" ? each : JSON.stringify(each);
    // Callers give and get true and false, whatever the wire has.
    return format === "boolean" ? text.toLowerCase() : text;
  };
  const tags = [
    ...(preset === undefined || preset === "" ? [] : [`@default ${written(preset)}`]),
    ...shown.map((each) => `@example ${written(each)}`),
    ...(deprecated ? ["@deprecated"] : []),
  ];
  return [description, tags.join("\n")].filter(Boolean).join("\n\n");
}

/** A doc comment, its paragraphs kept. */
export function doc(text: string, indent: string): string {
  const lines = textOf(text);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}

/** The same as TypeScript's printer wants it: without the outer slashes and asterisks, and without indent. */
export function syntheticDoc(text: string): string {
  return doc(text, "").trim().slice(2, -2);
}

const textOf = (text: string) =>
  text
    .trim()
    .replaceAll("*/", "*\\/")
    .split("\n")
    .map((line) => line.trimEnd());
