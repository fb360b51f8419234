import { sizeOf } from "../body.ts";
import { BodyTooLarge, type Exchange } from "./exchange.ts";

/**
 * Sends by a `fetch`: the runtime's own, or one that the user gives. It tells nothing of how far a body has been
 * sent: a stream is counted as it is read, everything else when the answer begins.
 */
export function fetchExchange(fetch: typeof globalThis.fetch): Exchange {
  return async ({ url, method, headers, body = null, onSent }, signal) => {
    const stream = typeof body === "object" && body instanceof ReadableStream ? body : undefined;
    const init = { method, headers, body, redirect: "manual", signal } as const;
    const response = await fetch(
      url,
      stream
        ? ({ ...init, body: onSent ? counted(stream, onSent) : stream, duplex: "half" } as RequestInit)
        : init,
    );
    if (!stream && onSent && body !== null) onSent(sizeOf(body) ?? 0);
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      text: (limit) => readText(response, limit),
      stream: () => response.body ?? new Blob([]).stream(),
      discard: () => {
        response.body?.cancel().catch(() => {});
      },
    };
  };
}

function counted(stream: ReadableStream, onSent: (bytes: number) => void): ReadableStream {
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      onSent(chunk.byteLength);
    },
  });
  return stream.pipeThrough(counter);
}

async function readText(response: Response, limit: number): Promise<string> {
  const { body, headers } = response;
  const length = Number(headers.get("content-length") ?? Number.NaN);
  // A length that is told, and not that of a compressed body, needs no counting.
  if (!body || (length <= limit && !headers.has("content-encoding"))) return response.text();
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
