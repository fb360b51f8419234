import type { BodyInput } from "../body.ts";

/** One request as it is sent. Names of headers are in lower case. */
export interface SentRequest {
  readonly method: string;
  /** Absolute, without a fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInput | undefined;
  /** Sending it twice does no harm. */
  readonly repeatable?: boolean;
  /** Is told how many more bytes of the body have been handed over, as far as the runtime tells. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

/** The headers of an answer; a `Headers` is one. */
export interface AnswerHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  [Symbol.iterator](): Iterator<[string, string]>;
}

/** An answer whose headers have arrived. Its body is read once, by one of the three methods. */
export interface Exchanged {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  /** The body as text; rejects with `BodyTooLarge` beyond `limit` bytes as they are after decompression. */
  text(limit: number): Promise<string>;
  /** The body as it comes, decompressed. */
  stream(): ReadableStream<Uint8Array>;
  /** Gives the body up; its end is not waited for. */
  discard(): void;
}

/**
 * Sends one request once and follows no redirect. Rejects when no answer comes, and with the signal's reason
 * when that is aborted.
 */
export type Exchange = (request: SentRequest, signal: AbortSignal) => Promise<Exchanged>;

/** The body of an answer was larger than it may be. */
export class BodyTooLarge extends Error {}
