import {
  type Answer,
  type AnswerReader,
  isSuccess,
  misshapenAnswer,
  type RawAnswer,
  readAnswer,
} from "./answer.ts";
import type { Auth, WireRequest } from "./auth.ts";
import type { BodyInput } from "./body.ts";
import { causes } from "./causes.ts";
import { type Deadline, DeadlineEnded } from "./deadline.ts";
import type { Operation, RateLimit } from "./definition.ts";
import { AuthenticationError, ConnectionError, type ErrorDetails, isJobwireError } from "./errors.ts";
import { type AnswerHeaders, BodyTooLarge, type Exchange, type Exchanged } from "./exchange/exchange.ts";
import type { Log } from "./log.ts";
import type { Redactor } from "./redact.ts";
import { followRedirect } from "./redirect.ts";
import { type Failure, isUnsent } from "./retry.ts";
import { readBytes } from "./stream.ts";
import { Throttle } from "./throttle.ts";
import { counting, throwIfListenerFailed, type UploadProgress } from "./upload-progress.ts";

/** A request, complete but for its credentials. */
export interface PreparedRequest {
  readonly name: string;
  readonly operation: Operation;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly host: string;
  /** As sent: percent-encoded. */
  readonly path: string;
  /** As sent, without `?`; may be empty. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInput | undefined;
  readonly pathValues: Readonly<Record<string, unknown>>;
  readonly timeout: number;
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
  readonly redactor: Redactor;
  /** The body of a success is handed on as it comes. */
  readonly streamed: boolean;
  readonly onProgress: ((progress: UploadProgress) => unknown) | undefined;
}

export interface AttemptSetup extends Omit<AnswerReader, "redactor"> {
  readonly exchange: Exchange;
  readonly auth: Auth | undefined;
  /** Keeps operations under their documented rates. */
  readonly throttle: boolean;
  /** The largest body of an answer, in bytes. */
  readonly maxAnswerSize: number;
  readonly log: Log;
}

/** How often a request has been sent so far. */
export interface Sent {
  attempts: number;
}

/** How one attempt went: with an answer, or with the error that no answer came. */
export type Outcome = {
  readonly wire: WireRequest;
  /** What was taken for the provider's clock ahead of ours, in ms. */
  readonly clockOffset: number;
  readonly failure: Failure;
} & (
  | { readonly answer: Answer; readonly error?: undefined }
  | { readonly answer?: undefined; readonly error: ConnectionError }
);

export type Attempt = (
  request: PreparedRequest,
  deadline: Deadline,
  sent: Sent,
  clockOffset: number,
) => Promise<Outcome>;

/** Makes what sends one request once: authenticated, throttled, read to its end and understood. */
export function createAttempt(setup: AttemptSetup): Attempt {
  const { auth, log, maxAnswerSize, service, envelope } = setup;
  const { provider } = service;
  const throttles = new Map<string, Throttle>();

  return async function attempt(request, deadline, sent, clockOffset) {
    const { name, operation, redactor } = request;
    deadline.signal.throwIfAborted();
    if (setup.throttle && operation.rateLimit) {
      if (auth?.prepare && !operation.open) await authenticating(request, deadline, sent, auth.prepare);
      await turn(name, operation.rateLimit, deadline);
    }
    const wire = wireRequest(request);
    await authenticate(wire, request, deadline, sent, clockOffset);
    sent.attempts++;
    log?.(() => ({
      type: "request",
      provider,
      operation: name,
      attempt: sent.attempts,
      method: wire.method,
      url: redactor.text(urlOf(wire)),
    }));
    const start = log ? performance.now() : 0;
    let response: Exchanged | undefined;
    let text = "";
    let content: RawAnswer["content"];
    let tooLarge = false;
    try {
      response = await exchange(wire, request, deadline, sent, clockOffset);
      if (!isSuccess(response.status) || (operation.answer !== "bytes" && !request.streamed))
        text = await deadline.race(response.text(maxAnswerSize));
      else if (request.streamed) content = response.stream();
      else content = await deadline.race(readBytes(response.stream(), maxAnswerSize));
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      throwIfListenerFailed(error);
      tooLarge = error instanceof BodyTooLarge;
      if (!response || !tooLarge) {
        const unsent = response === undefined && isUnsent(error);
        const failed = disconnected(error, wire, response?.status, request, sent);
        return { wire, clockOffset, error: failed, failure: { unsent } };
      }
    }
    const { status, statusText, headers } = response;
    const raw: RawAnswer = { status, statusText, headers, text, content };
    const reader = { service, envelope, redactor };
    const unread = `[more than ${maxAnswerSize} bytes]`;
    const answer =
      tooLarge && status < 400
        ? misshapenAnswer(
            reader,
            name,
            raw,
            sent.attempts,
            `the answer is larger than ${maxAnswerSize} bytes`,
          )
        : readAnswer(reader, name, operation, tooLarge ? { ...raw, text: unread } : raw, sent.attempts);
    const { requestId, error, kind } = answer;
    if (log) {
      const duration = performance.now() - start;
      const attempt = sent.attempts;
      const code = error?.code;
      log(() => ({ type: "answer", provider, operation: name, attempt, status, duration, requestId, code }));
    }
    if (error === undefined) return { wire, clockOffset, answer, failure: {} };
    const retryAfter = headers.get("retry-after");
    return { wire, clockOffset, answer, failure: { kind, status, retryAfter, date: dateOf(headers) } };
  };

  function turn(name: string, rateLimit: RateLimit, deadline: Deadline): Promise<void> {
    let throttle = throttles.get(name);
    if (!throttle) {
      throttle = new Throttle(rateLimit);
      throttles.set(name, throttle);
    }
    return throttle.turn(deadline);
  }

  /** Sends, and follows redirects of safe operations within the same origin. */
  async function exchange(
    first: WireRequest,
    request: PreparedRequest,
    deadline: Deadline,
    sent: Sent,
    clockOffset: number,
  ): Promise<Exchanged> {
    let wire = first;
    for (let redirects = 0; ; redirects++) {
      const { method, headers, body } = wire;
      const repeatable = request.operation.retry !== "never";
      const onSent = request.onProgress && counting(request.onProgress, body, headers["content-length"]);
      const sending = { method, url: urlOf(wire), headers, body, repeatable, onSent };
      const response = await deadline.race(setup.exchange(sending, deadline.signal));
      const target = followRedirect(request.operation, sending.url, response, redirects);
      if (!target) return response;
      response.discard();
      wire = { ...wireRequest(request), path: target.pathname, query: target.search.slice(1) };
      sent.attempts++;
      await authenticate(wire, request, deadline, sent, clockOffset);
    }
  }

  async function authenticate(
    wire: WireRequest,
    request: PreparedRequest,
    deadline: Deadline,
    sent: Sent,
    clockOffset: number,
  ): Promise<void> {
    if (!auth || request.operation.open) return;
    const now = Date.now() + clockOffset;
    const onSecret = (secret: string) => request.redactor.add(secret);
    await authenticating(request, deadline, sent, ({ signal }) =>
      auth.apply(wire, { now, signal, onSecret }),
    );
  }

  /** Whatever goes wrong while credentials are got or applied becomes an error of ours. */
  async function authenticating(
    request: PreparedRequest,
    deadline: Deadline,
    sent: Sent,
    step: (context: { signal: AbortSignal }) => unknown,
  ): Promise<void> {
    try {
      const done = step({ signal: deadline.signal });
      if (done instanceof Promise) await deadline.race(done);
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      const message = `could not authenticate: ${request.redactor.text(innermostReason(error))}`;
      throw new AuthenticationError(message, attemptDetails(provider, request, sent, error));
    }
  }

  function disconnected(
    error: unknown,
    { origin }: WireRequest,
    status: number | undefined,
    request: PreparedRequest,
    sent: Sent,
  ): ConnectionError {
    const reason = request.redactor.text(innermostReason(error));
    const message =
      status === undefined
        ? `no answer from ${origin}: ${reason}`
        : `the answer of ${origin} was cut off: ${reason}`;
    return new ConnectionError(message, { ...attemptDetails(provider, request, sent, error), status });
  }
}

/** What an error says of the request that it is about. */
export function attemptDetails(
  provider: string,
  { name, redactor }: PreparedRequest,
  { attempts }: Sent,
  cause: unknown,
): ErrorDetails {
  return { provider, operation: name, attempts, cause: redactor.cause(cause) };
}

function wireRequest(request: PreparedRequest): WireRequest {
  const { operation, origin, host, path, query, headers, body, pathValues } = request;
  return { method: operation.method, origin, host, path, query, headers: { ...headers }, body, pathValues };
}

function urlOf({ origin, path, query }: WireRequest): string {
  return query ? `${origin}${path}?${query}` : origin + path;
}

/** Runtimes say "fetch failed" and hide the reason in the causes. */
export function innermostReason(error: unknown): string {
  const reasons = causes(error).map(({ message, code }) => message || code);
  return String(reasons.findLast((reason) => typeof reason === "string" && reason !== "") ?? error);
}

/** When an answer was sent, in ms since 1970; NaN: not told. */
function dateOf(headers: AnswerHeaders): number {
  return Date.parse(headers.get("date") ?? "");
}
