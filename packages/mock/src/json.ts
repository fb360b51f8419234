/** Levels of objects and lists. What checks a value would run out of stack far beyond. */
const deepest = 500;

/** Whether a media type is that of JSON. */
export function isJson(mediaType: string): boolean {
  return /^application\/(?:[^;]+\+)?json$/.test(mediaType);
}

/** What JSON says, or what is in its place. */
export function parseJson(text: string): { value: unknown } | { reason: string } {
  if (text.startsWith("\ufeff")) return { reason: "text that begins with a byte order mark" };
  if (isDeeper(text, deepest)) return { reason: `more than ${deepest} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The parser's own words quote the text, and what is quoted may be a secret.
    const [position = "text that is none"] =
      (error as Error).message.match(/(?<=in JSON )at position \d+/) ?? [];
    return { reason: position.replace(/^at/, "text that is none at") };
  }
}

/** Sign by sign: a text of some megabytes is more than a regular expression can match as one. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  let escaped = -1;
  for (const { 0: sign, index } of text.matchAll(/["\\[\]{}]/g)) {
    if (index === escaped) continue;
    if (sign === "\\") escaped = index + 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted) depth += sign === "[" || sign === "{" ? 1 : -1;
    if (depth > limit) return true;
  }
  return false;
}
