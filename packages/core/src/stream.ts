import type { Deadline } from "./deadline.ts";
import { BodyTooLarge } from "./exchange/exchange.ts";

/** Reads a body of up to `limit` bytes. */
export async function readBytes(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      reader.cancel().catch(() => {});
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** A body that is handed on: its call's deadline holds until its end. `explain` makes the errors that readers get. */
export function withinDeadline(
  body: ReadableStream<Uint8Array>,
  deadline: Deadline,
  explain: (error: unknown) => unknown,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await deadline.race(reader.read());
          if (!done) {
            controller.enqueue(value);
            return;
          }
          deadline.dispose();
          controller.close();
        } catch (error) {
          deadline.dispose();
          reader.cancel().catch(() => {});
          controller.error(explain(error));
        }
      },
      cancel(reason) {
        deadline.dispose();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
