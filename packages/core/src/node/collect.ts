import type { Readable } from "node:stream";
import { BodyTooLarge } from "../exchange/exchange.ts";

const nothing: Buffer = Buffer.alloc(0);

/** Reads a body of up to `limit` bytes. */
export function collect(
  body: Readable,
  limit: number,
  onError: (error: unknown) => void,
  onBytes: (bytes: Buffer) => void,
): void {
  // Without a body there is nothing to wait for, nor where the connection has gone already.
  if (body.readableEnded) {
    onBytes(nothing);
    return;
  }
  if (body.destroyed) {
    onError(body.errored);
    return;
  }
  // Most answers are one chunk.
  let first: Buffer = nothing;
  let others: Buffer[] | undefined;
  let size = 0;
  body.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) onError(new BodyTooLarge());
    else if (size === chunk.length) first = chunk;
    else if (others) others.push(chunk);
    else others = [first, chunk];
  });
  body.on("error", onError);
  body.on("end", () => onBytes(others ? Buffer.concat(others, size) : first));
}

/** Bytes as UTF-8, as `Response.text()` reads them: without a byte order mark. */
export function decodeText(bytes: Buffer): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", marked ? 3 : 0);
}
