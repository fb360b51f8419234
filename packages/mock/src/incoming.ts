import type { IncomingMessage } from "node:http";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: the body was larger than `maximumBody`. */
  readonly body: Buffer | undefined;
}

/** A body may have this many bytes. */
export const maximumBody = 10 * 1024 * 1024;

/** Reads a request. Rejects when the client goes away before its end. */
export async function readRequest(message: IncomingMessage): Promise<Incoming> {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return {
    method: message.method ?? "GET",
    ...splitTarget(message.url ?? "/"),
    headers: Object.fromEntries(headers),
    body: await readBody(message),
  };
}

/** Path and query of what stands in a request line, which may be a whole address where a proxy is meant. */
export function splitTarget(given: string): Pick<Incoming, "path" | "query"> {
  const target = given.replace(/^https?:\/\/[^/?]*(?=([/?])?)/i, (_, next) => (next === "/" ? "" : "/"));
  const mark = target.indexOf("?");
  if (mark === -1) return { path: target, query: "" };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Resolves at once when the limit is passed; the rest is read and dropped, so that the client gets its answer. */
function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
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
    message.on("end", () => resolve(Buffer.concat(chunks)));
    message.on("error", reject);
  });
}
