import type { Kind, Operation, Service } from "./definition.ts";
import { type JobwireError, ResponseFormatError } from "./errors.ts";
import type { AnswerHeaders } from "./exchange/exchange.ts";
import { parseJson } from "./json.ts";
import { errorOfKind, kindOfStatus } from "./kind.ts";
import type { Redactor } from "./redact.ts";
import { decode } from "./shape.ts";

/** An answer as it came, its body read to the end. */
export interface RawAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** A success that is bytes, or that is handed on as it comes. */
  readonly content?: Uint8Array | ReadableStream<Uint8Array> | undefined;
}

/** What a provider's answer says of a failure. */
export interface ProviderFailure {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** Where neither code nor status tells. */
  readonly kind?: Kind | undefined;
}

/** How a provider wraps its answers. */
export interface Envelope {
  /** The failure that the body tells of, with whatever HTTP status it came; undefined: it tells of none. */
  failure(body: unknown, status: number): ProviderFailure | undefined;
  /** The id by which the provider's support finds the request. */
  requestId?(body: unknown, headers: AnswerHeaders): string | undefined;
}

/** An answer as it was understood. */
export interface Answer {
  readonly raw: RawAnswer;
  /** Of its call, for the headers. */
  readonly redactor: Redactor;
  readonly requestId?: string | undefined;
  /** The whole body, decoded, its envelope still around it. */
  readonly body: unknown;
  /** The data of a success, without its envelope. */
  readonly data?: unknown;
  readonly error?: JobwireError;
  readonly kind?: Kind;
}

export interface AnswerReader {
  readonly service: Service;
  readonly envelope: Envelope;
  readonly redactor: Redactor;
}

const shownText = 200;

/** Understands an answer: its data, or the error that it stands for. */
export function readAnswer(
  { service, envelope, redactor }: AnswerReader,
  name: string,
  operation: Operation,
  raw: RawAnswer,
  attempts: number,
): Answer {
  const { status, headers, text, content } = raw;
  const succeeded = isSuccess(status);
  const asText = succeeded && operation.answer === "text";
  // JSON in place of a text may be a failure.
  const isOpen = asText && !/[/+]json\b/i.test(headers.get("content-type") ?? "");
  const parsed = isOpen ? text : parseBody(text);
  const body = parsed === unparsable ? text : parsed;
  const requestId = redact(envelope.requestId?.(body, headers));
  const details = { provider: service.provider, operation: name, status, requestId, attempts };

  function redact(part: string | undefined): string | undefined {
    return part === undefined ? undefined : redactor.text(part);
  }
  function misshapen(message: string): Answer {
    const error = new ResponseFormatError(message, { ...details, body: redactor.value(body) });
    return { raw, redactor, requestId, body, error };
  }

  if (content !== undefined) return { raw, redactor, requestId, body: undefined, data: content };
  // Browsers show a redirect that is not followed as status 0.
  if (status === 0 || (status >= 300 && status < 400))
    return misshapen(redactor.text(`redirected to ${target(headers)}, not followed`));
  const failure = isOpen ? undefined : envelope.failure(body, status);
  if (failure || !succeeded) {
    const { code, message, kind: told } = failure ?? {};
    const kind = told ?? kindOfCode(service, operation, code) ?? kindOfStatus(status);
    const summary = redact(message) ?? (excerpt(redactor, text) || "empty body");
    const error = new (errorOfKind(kind))(summary, {
      ...details,
      code: redact(code),
      body: redactor.value(body),
    });
    return { raw, redactor, requestId, body, error, kind };
  }
  if (asText) return { raw, redactor, requestId, body: text, data: text };
  if (operation.answer === "none") {
    // A proxy's page in place of the provider's empty answer is no success.
    if (text !== "") return misshapen(`expected no body, got ${excerpt(redactor, text)}`);
    return { raw, redactor, requestId, body };
  }
  if (text === "") return misshapen("expected JSON, got an empty body");
  if (parsed === unparsable) return misshapen(`expected JSON, got ${excerpt(redactor, text)}`);
  const { envelope: wrapper, shape } = operation;
  // What is answered may be echoed by what is called next.
  const onSecret = (secret: string) => redactor.add(secret);
  if (wrapper === undefined) {
    const data = decode(body, shape, onSecret);
    return { raw, redactor, requestId, body: data, data };
  }
  const data = isRecord(body) ? decode(body[wrapper], shape, onSecret) : undefined;
  if (data === undefined)
    return misshapen(`expected an answer with ${wrapper}, got ${excerpt(redactor, text)}`);
  return { raw, redactor, requestId, body: { ...(body as object), [wrapper]: data }, data };
}

/** An answer whose body could not be taken, for the reason that the message gives. */
export function misshapenAnswer(
  { service, redactor }: AnswerReader,
  operation: string,
  raw: RawAnswer,
  attempts: number,
  message: string,
): Answer {
  const details = { provider: service.provider, operation, status: raw.status, attempts };
  return { raw, redactor, body: undefined, error: new ResponseFormatError(message, details) };
}

/**
 * The answer as a `Response`: its body decoded, or as its error has it, and without the request's address,
 * which may hold a token. Throws the error of an answer that no `Response` can stand for.
 */
export function toResponse(answer: Answer): Response {
  const { status, statusText, headers } = answer.raw;
  if (answer.error !== undefined && (status < 200 || status > 599)) throw answer.error;
  const copied = new Headers();
  for (const [name, value] of headers) {
    if (!/^content-(encoding|length)$/.test(name)) copied.append(name, answer.redactor.text(value));
  }
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : contentOf(answer), {
    status,
    // Node's `fetch` reads it as UTF-8, though none of its own answers may hold more than bytes.
    statusText: answer.redactor.text(statusText).replace(/[^\t\x20-\x7e\x80-\xff]/g, "?"),
    headers: copied,
  });
}

function contentOf({ raw: { text, content }, body, error }: Answer): string | Uint8Array<ArrayBuffer> {
  // A stream is the data, and can be read once.
  if (content !== undefined) return ArrayBuffer.isView(content) ? (content as Uint8Array<ArrayBuffer>) : "";
  const shown = error === undefined ? body : error.body;
  return text === "" || body === text ? String(shown ?? "") : JSON.stringify(shown);
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const unparsable = Symbol("unparsable");

function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    return unparsable;
  }
}

/** The kind of a code; a dotted code that is not listed is of the kind of what stands before its last dot. */
function kindOfCode(service: Service, operation: Operation, code: string | undefined): Kind | undefined {
  for (let part = code; part; part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) {
    if (operation.codes && Object.hasOwn(operation.codes, part)) return operation.codes[part];
    if (Object.hasOwn(service.codes, part)) return service.codes[part];
  }
  return undefined;
}

/** The beginning of a text. All of it is redacted before it is cut: a part of a secret would not be recognised. */
function excerpt(redactor: Redactor, text: string): string {
  const line = redactor.text(text).replace(/\s+/g, " ").trim();
  return line.length > shownText ? `${line.slice(0, shownText)}…` : line;
}

/** Where a redirect leads, without its query. */
function target(headers: AnswerHeaders): string {
  const location = headers.get("location");
  if (!location) return "nowhere";
  return URL.canParse(location) ? new URL(location).origin : "another path";
}
