import { InvalidArgumentError } from "./errors.ts";
import { show } from "./field.ts";
import type { Logger } from "./log.ts";
import { nearest } from "./nearest.ts";

/** Headers to be sent along; `null` takes one away that would be sent otherwise. */
export type HeadersInput = Readonly<Record<string, string | null | undefined>>;

/** What every client takes. */
export interface ClientOptions {
  /** Where requests go, instead of the provider's own address: a mock, a proxy, another region's host. */
  baseUrl?: string | undefined;
  /** Sends the requests; default: the runtime's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Time for a whole call in ms: connecting, body, retries and waits. Default 60 000; `Infinity`: none. */
  timeout?: number | undefined;
  /** How often a failed request is sent again, where its operation permits it. Default 2. */
  retries?: number | undefined;
  /** Headers for every request. */
  headers?: HeadersInput | undefined;
  /** Keeps each operation under the rate that its documentation allows, first come first served. Default false. */
  throttle?: boolean | undefined;
  /** The largest answer that is read, in bytes after decompression. Default 64 MiB. */
  maxAnswerSize?: number | undefined;
  /** Takes what the client does, as structured events without credentials. Default: none. */
  logger?: Logger | undefined;
  /** Permits `http:` to hosts other than loopback, where anybody on the way can read the credentials. */
  allowInsecureHttp?: boolean | undefined;
}

/** What every call takes beside its arguments. */
export interface CallOptions {
  /** Aborts the call, in whatever phase it is, with an `AbortError`. */
  signal?: AbortSignal | undefined;
  /** As at the client, for this call. */
  timeout?: number | undefined;
  /** As at the client, for this call. */
  retries?: number | undefined;
  /** Headers for this call, over those of the client. */
  headers?: HeadersInput | undefined;
}

/** Headers of several sources; later ones win, and what is undefined leaves them as they are. */
export function mergeHeaders(...sources: (HeadersInput | undefined)[]): Record<string, string | null> {
  const merged: Record<string, string | null> = {};
  for (const [name, value] of sources.flatMap((source) => Object.entries(source ?? {}))) {
    if (value !== undefined) merged[name.toLowerCase()] = value;
  }
  return merged;
}

const clientOptions = [
  "baseUrl",
  "fetch",
  "timeout",
  "retries",
  "headers",
  "throttle",
  "maxAnswerSize",
  "logger",
  "allowInsecureHttp",
];
const callOptions = ["signal", "timeout", "retries", "headers"];

/** Refuses unknown and malformed options of a client; `own` are the names that its provider adds. */
export function checkClientOptions(provider: string, options: object, own: readonly string[]): void {
  const refuse = (message: string): never => {
    throw new InvalidArgumentError(message, { provider });
  };
  checkOptions(options, [...own, ...clientOptions], refuse);
  const { fetch, logger, throttle, maxAnswerSize } = options as ClientOptions;
  for (const [name, value] of Object.entries({ fetch, logger })) {
    if (value !== undefined && typeof value !== "function") {
      refuse(`${name}: expected a function, got ${show(value)}`);
    }
  }
  if (throttle !== undefined && typeof throttle !== "boolean") {
    refuse(`throttle: expected true or false, got ${show(throttle)}`);
  }
  if (maxAnswerSize !== undefined && !(typeof maxAnswerSize === "number" && maxAnswerSize > 0)) {
    refuse(`maxAnswerSize: expected a positive number of bytes or Infinity, got ${show(maxAnswerSize)}`);
  }
}

const pathCallOptions = ["params", "body", "headers", "signal", "parseAs"];

/** Refuses options that a call by path does not take, such as a `baseUrl` or a `fetch` that would go around the transport. */
export function checkPathCallOptions(provider: string, operation: string, init: object): void {
  for (const name of Object.keys(init)) {
    if (pathCallOptions.includes(name)) continue;
    throw new InvalidArgumentError(unknownName("option", name, pathCallOptions), { provider, operation });
  }
}

/** Refuses unknown and malformed options of a call. */
export function checkCallOptions(provider: string, operation: string, options: object): void {
  const refuse = (message: string): never => {
    throw new InvalidArgumentError(message, { provider, operation });
  };
  checkOptions(options, callOptions, refuse);
  const { signal } = options as CallOptions;
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    refuse(`signal: expected an AbortSignal, got ${show(signal)}`);
  }
}

function checkOptions(options: object, names: readonly string[], refuse: (message: string) => never): void {
  if (typeof options !== "object" || options === null)
    refuse(`options: expected an object, got ${show(options)}`);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) refuse(unknownName("option", name, names));
  }
  const { timeout, retries, headers } = options as ClientOptions;
  if (timeout !== undefined && !(typeof timeout === "number" && timeout > 0)) {
    refuse(`timeout: expected a positive number of milliseconds or Infinity, got ${show(timeout)}`);
  }
  if (retries !== undefined && !(Number.isSafeInteger(retries) && retries >= 0)) {
    refuse(`retries: expected 0 or a positive integer, got ${show(retries)}`);
  }
  checkHeaders(headers, refuse);
}

/** Header values are checked here, since the runtime's own errors would show them. */
function checkHeaders(headers: unknown, refuse: (message: string) => never): void {
  if (headers === undefined) return;
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    refuse("headers: expected an object of names and values");
  }
  for (const [name, value] of Object.entries(headers as object)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) refuse(`headers: expected a header name, got ${show(name)}`);
    if (value !== undefined && value !== null && !(typeof value === "string" && isHeaderValue(value))) {
      refuse(`headers.${name}: expected a string of one line, characters up to U+00FF, or null`);
    }
  }
}

/** A credential that travels in a body, as it was given: any text. Its value is never shown. */
export function checkText(provider: string, name: string, value: unknown): string {
  if (typeof value !== "string") refuseText(provider, name, value === undefined ? "nothing" : typeof value);
  if (value === "") refuseText(provider, name, "an empty one");
  return value as string;
}

/** A credential that travels in a header: one line, without blanks around it. Its value is never shown. */
export function checkCredential(provider: string, name: string, value: unknown): string {
  const text = checkText(provider, name, value);
  if (text !== text.trim()) refuseText(provider, name, "one with blanks around it");
  if (!isHeaderValue(text)) {
    refuseText(provider, name, "one with line breaks or other characters that no header can carry");
  }
  return text;
}

function refuseText(provider: string, name: string, got: string): never {
  throw new InvalidArgumentError(`${name}: expected a non-empty string, got ${got}`, { provider });
}

export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `unknown ${what} ${show(name)}; ${meant ? `did you mean ${show(meant)}?` : `known are ${known.join(", ")}`}`;
}

/** Whether a header can carry it: one line, no control characters, nothing beyond U+00FF. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
