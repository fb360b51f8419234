/// <reference lib="esnext.disposable" preserve="true" />
import type { CredentialsOf } from "./providers/credentials.ts";

/** How a mock is started. */
export interface MockOptions {
  /** Port, 0 to 65535. Default 0: any that is free. */
  port?: number | undefined;
  /** Address or name of this machine. Default `127.0.0.1`, which no other machine reaches. */
  host?: string | undefined;
  /** Replaces some of the credentials that the mock accepts, by name. */
  credentials?: Readonly<Record<string, string>> | undefined;
  /** How long every answer is held back, in ms. Default 0. */
  delay?: number | undefined;
  /** Makes ids, tokens and dates of the answers the same in every run. Default: they are new each time. */
  seed?: string | number | undefined;
  /** The time by which signatures and tokens are judged, in ms since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Called for every request once its answer is known. What it throws is thrown away. */
  onRequest?: ((request: RecordedRequest) => void) | undefined;
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
  /** The body's text; empty if there was none, or if it was too large; of an uploaded file at most 64 KB. */
  readonly body: string;
  /** Of the body, in bytes. */
  readonly size: number;
  /** The HTTP status of the answer; undefined: a fault left it without one. */
  readonly status: number | undefined;
  /** From the request's last byte to the answer, in ms, delay included. */
  readonly time: number;
  /** How the request breaks the contract: what the provider would refuse. Empty: it does not. */
  readonly violations: readonly Violation[];
}

/** One way in which a request breaks the contract. */
export interface Violation {
  /** The operation that the request was routed to; undefined: it met none. */
  readonly operation: string | undefined;
  /** Where: `path.job_id`, `query.v`, `header.x-tc-version`, `body.JobId`, `body`, `path`, `method`, `credentials`, `prefer`. */
  readonly at: string;
  /** What was expected and what came. */
  readonly message: string;
}

/** What an operation is to answer next. */
export interface StubbedAnswer {
  /** A named example of the spec. */
  example?: string | undefined;
  /** HTTP status. Default: that of the example, or of the success. */
  status?: number | undefined;
  /** Sent in place of an example's body: an object as JSON, a string as it is. */
  body?: unknown;
  /** Beside or in place of the documented ones. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** How long it is held back, in ms. Default: the mock's own delay. */
  delay?: number | undefined;
  /** For how many requests. Default 1; `Infinity`: until `reset()`. */
  times?: number | undefined;
}

/** How an operation misbehaves. */
export type FaultKind =
  /** The connection breaks before any answer. */
  | "reset"
  /** There never is an answer. */
  | "stall"
  /** Headers and a part of the body come, and then nothing. */
  | "stall-body"
  /** The body is JSON that ends in its middle, with a connection that closes as if all were well. */
  | "cut-off"
  /** A gateway answers 502 with a page of HTML. */
  | "bad-gateway"
  /** A gateway answers 429 with `Retry-After`. */
  | "throttled"
  /** The right answer comes one byte at a time, ten bytes a second. */
  | "slow";

/** A fault, and how often it happens. */
export interface Fault {
  kind: FaultKind;
  /** For how many requests. Default 1; `Infinity`: until `reset()`. */
  times?: number | undefined;
  /** What `throttled` puts into `Retry-After`, in seconds. Default 1. */
  retryAfter?: number | undefined;
}

/** A mock server that runs. */
export interface Mock<Name extends string = string> {
  readonly provider: Name;
  /** Its address, without a slash at the end: the `baseUrl` of a client. */
  readonly url: string;
  /** What it accepts, by name. */
  readonly credentials: CredentialsOf<Name>;
  /** The last 1,000 requests that were answered, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** What is wrong with those requests, oldest first. */
  readonly violations: readonly Violation[];
  /** The same mock without a socket: give it to a client as its `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /** Sets the next answers of an operation. Throws where the spec has no such operation or example. */
  respond(operation: string, answer: StubbedAnswer): void;
  /**
   * Calls back as the provider does once what was ordered is done: by the address that the last successful request of
   * the operation gave, each of its tags replaced by the value of that name. Values that are not given are the
   * request's own and the spec's examples. Only addresses of this machine are called. Resolves to what your receiver
   * answers. Throws where the spec has no such callback, or where no such address was given.
   */
  sendCallback(operation: string, values?: Readonly<Record<string, string>>): Promise<Response>;
  /** Makes an operation misbehave. Throws where the spec has no such operation. */
  fail(operation: string, fault: FaultKind | Fault): void;
  /** Forgets requests, answers and faults that were set. Tokens stay valid. */
  reset(): void;
  /** Stops it at once, open connections included. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** The same, for `using`; nothing waits for it. */
  [Symbol.dispose](): void;
}
