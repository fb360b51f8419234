import type { IncomingMessage } from "node:http";
import { ReceivedBody } from "./received-body.ts";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: it was larger than `maximumBody`, and no upload. Of a large upload it is the beginning. */
  readonly body: Buffer | undefined;
  /** Of the body, in bytes, as far as it was read; undefined: `body` is all of it. */
  readonly size?: number | undefined;
}

/** Of the body, in bytes. */
export function sizeOf({ body, size }: Incoming): number {
  return size ?? body?.length ?? 0;
}

/** What stands before the body. */
export type Head = Omit<Incoming, "body" | "size">;

/** Whether the body is a file, which may be large, and of which nothing needs to be known. */
export type IsUpload = (head: Head) => boolean;

/** Reads a request. Rejects when the client goes away before its end. */
export async function readRequest(message: IncomingMessage, isUpload: IsUpload): Promise<Incoming> {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  const head: Head = {
    method: message.method ?? "GET",
    ...splitTarget(message.url ?? "/"),
    headers: Object.fromEntries(headers),
  };
  return { ...head, ...(await readBody(message, new ReceivedBody(isUpload(head)))) };
}

/** Path and query of what stands in a request line, which may be a whole address where a proxy is meant. */
export function splitTarget(given: string): Pick<Incoming, "path" | "query"> {
  const target = given.replace(/^https?:\/\/[^/?]*(?=([/?])?)/i, (_, next) => (next === "/" ? "" : "/"));
  const mark = target.indexOf("?");
  if (mark === -1) return { path: target, query: "" };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Resolves at once when the limit is passed; the rest is read and dropped, so that the client gets its answer. */
function readBody(
  message: IncomingMessage,
  received: ReceivedBody,
): Promise<Pick<Incoming, "body" | "size">> {
  return new Promise((resolve, reject) => {
    message.on("data", (chunk: Buffer) => {
      received.add(chunk);
      if (received.isTooLarge) resolve(received.taken());
    });
    message.on("end", () => resolve(received.taken()));
    message.on("error", reject);
  });
}
