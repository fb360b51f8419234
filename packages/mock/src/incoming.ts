import type { IncomingMessage } from "node:http";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: the body was larger than `maximumBody`. */
  readonly body: string | undefined;
}

/** A body may have this many bytes. */
export const maximumBody = 10 * 1024 * 1024;

/** Reads a request. Rejects when the client goes away before its end. */
export async function readRequest(message: IncomingMessage): Promise<Incoming> {
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const headers = Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return {
    method: message.method ?? "GET",
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark)),
    headers: Object.fromEntries(headers),
    body: await readBody(message),
  };
}

/** Resolves at once when the limit is passed; the rest is read and dropped, so that the client gets its answer. */
function readBody(message: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumBody) chunks.push(chunk);
      else {
        chunks = [];
        resolve(undefined);
      }
    });
    message.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    message.on("error", reject);
  });
}
