import type { Exchanged, SentRequest } from "../../src/exchange/exchange.ts";
import { exchange } from "../../src/node/exchange.ts";

const limit = 10_000_000;

/** Sends a request of which only the unusual is told. */
export function send(
  url: string,
  request: Partial<SentRequest> = {},
  signal = new AbortController().signal,
): Promise<Exchanged> {
  const { method = request.body === undefined ? "GET" : "POST", headers = {}, body } = request;
  return exchange({ ...request, method, url, headers, body }, signal);
}

/** The text that is answered. */
export async function read(...args: Parameters<typeof send>): Promise<string> {
  return (await send(...args)).text(limit);
}

/** What a stream holds. */
export async function drain(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
