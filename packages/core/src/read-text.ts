/** The body of an answer was larger than it may be. */
export class BodyTooLarge extends Error {}

/** Reads a body as text, up to a number of bytes as they are after decompression. */
export async function readText(response: Response, limit: number): Promise<string> {
  const { body, headers } = response;
  const length = Number(headers.get("content-length") ?? Number.NaN);
  const compressed = headers.has("content-encoding");
  // A length that is told, and not that of a compressed body, needs no counting.
  if (!body || (length <= limit && !compressed)) return response.text();
  if (length > limit) {
    body.cancel().catch(() => {}); // its end is not waited for
    throw new BodyTooLarge();
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      reader.cancel().catch(() => {});
      throw new BodyTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
