/// <reference lib="esnext.disposable" preserve="true" />

/** Where a mock listens. */
export interface MockOptions {
  /** Port, 0 to 65535. Default 0: any that is free. */
  port?: number | undefined;
  /** Address or name of this machine. Default `127.0.0.1`, which no other machine reaches. */
  host?: string | undefined;
}

/** A request as it came, and how it was answered. Credentials are not removed from it. */
export interface RecordedRequest {
  /** The `operationId` that it was routed to; undefined: it met none. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query, character for character. */
  readonly path: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text; empty if there was none, or if it was too large. */
  readonly body: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** How the request, or an answer from the spec, breaks the spec. The answer's header `sl-violations` tells more. */
  readonly violations: readonly string[];
}

/** A mock server that runs. */
export interface Mock {
  readonly provider: string;
  /** Its address, without a slash at the end: the `baseUrl` of a client. */
  readonly url: string;
  /** Every request that was answered so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Stops it at once, open connections included. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
