import type { ClientRequest } from "node:http";
import type { Content } from "./content.ts";

/**
 * Sends the body of a request. `onError` hears of a stream that failed, or that is not as long as `told` says;
 * `onSent` of what has been handed over.
 */
export function upload(
  request: ClientRequest,
  { data, size }: Content,
  told: string | undefined,
  onError: (error: unknown) => void,
  onSent?: (bytes: number) => void,
): void {
  const length = size ?? (told === undefined ? undefined : Number(told));
  if (onSent && data) pump(streamOf(data), request, length, onSent).catch(onError);
  else if (data === undefined || data === "") request.end();
  // ASCII: the same bytes as UTF-8, and headers beyond ASCII stay as they are.
  else if (typeof data === "string") request.end(data, "latin1");
  else if (ArrayBuffer.isView(data)) request.end(data);
  else pump(streamOf(data), request, length).catch(onError);
}

function streamOf(data: NonNullable<Content["data"]>): ReadableStream<Uint8Array> {
  if (typeof data === "string" || ArrayBuffer.isView(data)) return new Blob([data as string]).stream();
  return "stream" in data ? data.stream() : data;
}

/** Sends a stream no faster than it is taken, until the request is over or is answered by a failure. */
async function pump(
  source: ReadableStream<Uint8Array>,
  request: ClientRequest,
  length: number | undefined,
  onSent?: (bytes: number) => void,
): Promise<void> {
  const reader = source.getReader();
  let wake = () => {};
  let over = false;
  let sent = 0;
  const stop = () => {
    over = true;
    wake();
    reader.cancel().catch(() => {}); // what it still had is not needed
  };
  request.on("close", stop);
  request.on("drain", () => wake());
  request.on("response", ({ statusCode = 0 }) => {
    if (statusCode >= 300) stop();
  });
  while (!over) {
    const { done, value } = await reader.read();
    if (over) return;
    sent += value?.byteLength ?? 0;
    // What a stream has beyond the length that was told would be taken for the next request.
    if (length !== undefined && (sent > length || (done && sent < length))) {
      stop();
      throw new Error(`the body is not as long as its content-length says: ${length}`);
    }
    if (done) {
      request.end();
      return;
    }
    if (!request.write(value)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    onSent?.(value.byteLength);
  }
}
