/** Levels of objects and lists. What checks a body would run out of stack far beyond. */
const deepest = 500;

/** The value of a body: what its JSON says, or else its text; or why it says nothing. */
export function parseBody(text: string, type: string | undefined): { value: unknown } | { reason: string } {
  if (type === undefined) return { value: undefined };
  if (!/^application\/(?:[^;]+\+)?json$/.test(type)) return { value: text };
  if (text.startsWith("\ufeff")) return { reason: "text that begins with a byte order mark" };
  if (isDeeper(text, deepest)) return { reason: `more than ${deepest} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The parser's own words quote the body, and what is quoted may be a secret.
    const [position = "text that is none"] =
      (error as Error).message.match(/(?<=in JSON )at position \d+/) ?? [];
    return { reason: position.replace(/^at/, "text that is none at") };
  }
}

function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (const [bracket] of text.replace(/"(?:[^"\\]|\\.)*"?/g, "").matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > limit) return true;
  }
  return false;
}
