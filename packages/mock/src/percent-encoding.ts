/** Where the first percent-encoding stands that is broken or no UTF-8; undefined: there is none. */
export function brokenEncodingAt(text: string): number | undefined {
  if (isDecodable(text)) return undefined;
  // A character at a time: its first byte, and those that go on from there.
  for (const { 0: character, index } of text.matchAll(/%[\da-f]{2}(?:%[89ab][\da-f]){0,3}|%/gi)) {
    if (!isDecodable(character)) return index;
  }
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
