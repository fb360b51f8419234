import type { Operation } from "./definition.ts";
import { FieldError, show, typeName } from "./field.ts";
import type { Logger } from "./log.ts";
import { nearest } from "./nearest.ts";
import type { UploadProgress } from "./upload-progress.ts";

/** Headers to be sent along; `null` takes one away that would be sent otherwise. */
export type HeadersInput = Readonly<Record<string, string | null | undefined>>;

/** What every client takes. */
export interface ClientOptions {
  /** Where requests go, instead of the provider's own address: a mock, a proxy, another region's host. */
  baseUrl?: string | undefined;
  /** Sends the requests. Default: `node:http` and `node:https` in Node, the runtime's `fetch` elsewhere. */
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

/** For answers that are texts or bytes. */
export interface StreamOptions extends CallOptions {
  /** Resolves to the body as it comes, of whatever size; `timeout` holds until it is read to its end. */
  as: "stream";
}

/** For bodies that are files. */
export interface UploadOptions extends CallOptions {
  /** Is told how far the body has been sent. Browsers that cannot stream a request tell only its begin and its end. What it throws ends the call. */
  onProgress?: ((progress: UploadProgress) => unknown) | undefined;
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

const pathCallOptions = ["params", "body", "headers", "signal", "parseAs"];

const isPositive = (value: unknown) => typeof value === "number" && value > 0;
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isFunction = (value: unknown) => typeof value === "function";

const checks: Readonly<Record<string, readonly [expected: string, test: (value: unknown) => boolean]>> = {
  timeout: ["a positive number of milliseconds or Infinity", isPositive],
  interval: ["a positive number of milliseconds", isPositive],
  maxInterval: ["a positive number of milliseconds", isPositive],
  onProgress: ["a function", isFunction],
  limit: ["a number of items, from 0", (value) => value === Infinity || isCount(value)],
  as: ['"stream"', (value) => value === "stream"],
  retries: ["0 or a positive integer", (value) => Number.isSafeInteger(value) && (value as number) >= 0],
  fetch: ["a function", isFunction],
  logger: ["a function", isFunction],
  throttle: ["true or false", (value) => typeof value === "boolean"],
  maxAnswerSize: ["a positive number of bytes or Infinity", isPositive],
  signal: ["an AbortSignal", (value) => isFunction((value as AbortSignal | null)?.addEventListener)],
};

/** Refuses unknown and malformed options of a client; `own` are the names that its provider adds. */
export function checkClientOptions(options: object, own: readonly string[]): void {
  checkOptions(options, [...own, ...clientOptions]);
}

/** Refuses what is given as the operations of a client and is none. */
export function checkOperations(operations: unknown): void {
  if (typeof operations !== "object" || operations === null)
    throw new FieldError("operations", `expected an object of operations, got ${show(operations)}`);
  for (const [name, operation] of Object.entries(operations)) {
    // Functions are left alone: a whole module has some.
    if (!operation || !/^(object|function)$/.test(typeof operation))
      throw new FieldError(`operations.${name}`, `expected an operation, got ${show(operation)}`);
  }
}

/** Refuses unknown and malformed options of a call. */
export function checkCallOptions(options: object, { answer, variants, body }: Operation): void {
  const streams = [answer, ...(variants ?? []).map((variant) => variant.answer)].some(isStreamed);
  const uploads = body !== undefined && (!body.members || body.content.startsWith("multipart/"));
  checkOptions(options, [...callOptions, ...(streams ? ["as"] : []), ...(uploads ? ["onProgress"] : [])]);
}

const isStreamed = (answer: Operation["answer"]) => answer === "text" || answer === "bytes";

/** Refuses unknown and malformed options of a wait. */
export function checkWaitOptions(options: object): void {
  checkOptions(options, [...callOptions, "interval", "maxInterval", "onProgress"]);
}

/** Refuses unknown and malformed options of a list. */
export function checkPageOptions(options: object): void {
  checkOptions(options, [...callOptions, "limit"]);
}

/** Refuses options that a call by path does not take, such as a `baseUrl` or a `fetch` that would go around the transport. */
export function checkPathCallOptions(init: object): void {
  checkNames(init, pathCallOptions);
}

function checkOptions(options: object, names: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new FieldError("options", `expected an object, got ${show(options)}`);
  checkNames(options, names);
  for (const [name, value] of Object.entries(options)) {
    const [expected, test] = checks[name] ?? [];
    if (test && value !== undefined && !test(value))
      throw new FieldError(name, `expected ${expected}, got ${show(value)}`);
    if (name === "headers") checkHeaders(value);
  }
}

function checkNames(options: object, names: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw new FieldError(undefined, unknownName("option", name, names));
  }
}

/** Header values are checked here, since the runtime's own errors would show them. */
function checkHeaders(headers: unknown): void {
  if (headers === undefined) return;
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers)
    throw new FieldError("headers", "expected an object of names and values");
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      throw new FieldError("headers", `expected a header name, got ${show(name)}`);
    if (value !== undefined && value !== null && !(typeof value === "string" && isHeaderValue(value)))
      throw new FieldError(
        `headers.${name}`,
        "expected a string of one line, characters up to U+00FF, or null",
      );
  }
}

/** A credential that travels in a body, as it was given: any text. Its value is never shown. */
export function checkText(name: string, value: unknown): string {
  if (typeof value !== "string") return refuseText(name, value === undefined ? "nothing" : typeName(value));
  return value || refuseText(name, "an empty one");
}

/** A credential that travels in a header: one line, without blanks around it. Its value is never shown. */
export function checkCredential(name: string, value: unknown): string {
  const text = checkText(name, value);
  if (text !== text.trim()) refuseText(name, "one with blanks around it");
  if (!isHeaderValue(text))
    refuseText(name, "one with line breaks or other characters that no header can carry");
  return text;
}

function refuseText(name: string, got: string): never {
  throw new FieldError(name, `expected a non-empty string, got ${got}`);
}

export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `unknown ${what} ${show(name)}; ${meant ? `did you mean ${show(meant)}?` : `known are ${known.join(", ")}`}`;
}

/** Whether a header can carry it: one line, no control characters, nothing beyond U+00FF. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
