import { type Answer, type AnswerReader, misshapenAnswer, type RawAnswer, readAnswer } from "./answer.ts";
import type { Auth, WireRequest } from "./auth.ts";
import type { BodyInput } from "./body.ts";
import { causes } from "./causes.ts";
import { type Deadline, DeadlineEnded } from "./deadline.ts";
import type { Operation, RateLimit } from "./definition.ts";
import { AuthenticationError, ConnectionError, type ErrorDetails, isJobwireError } from "./errors.ts";
import type { Log } from "./log.ts";
import { BodyTooLarge, readText } from "./read-text.ts";
import type { Redactor } from "./redact.ts";
import { followRedirect } from "./redirect.ts";
import { type Failure, isUnsent } from "./retry.ts";
import { Throttle } from "./throttle.ts";

/** A request, complete but for its credentials. */
export interface PreparedRequest {
  readonly name: string;
  readonly operation: Operation;
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInput | undefined;
  readonly pathValues: Readonly<Record<string, unknown>>;
  readonly timeout: number;
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
  readonly redactor: Redactor;
}

export interface AttemptSetup extends Omit<AnswerReader, "redactor"> {
  readonly fetch: typeof fetch;
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
  const { auth, log, maxAnswerSize, spec, envelope } = setup;
  const { provider } = spec;
  const throttles = new Map<string, Throttle>();

  return async function attempt(request, deadline, sent, clockOffset) {
    const { name, operation, redactor } = request;
    deadline.signal.throwIfAborted();
    if (setup.throttle && operation.rateLimit) {
      if (auth?.prepare && !operation.open) await authenticating(request, deadline, sent, auth.prepare);
      await turn(name, operation.rateLimit, deadline);
    }
    const wire = wireRequest(request, new URL(request.url));
    await authenticate(wire, request, deadline, sent, clockOffset);
    sent.attempts++;
    const { method, url } = wire;
    log(() => ({
      type: "request",
      provider,
      operation: name,
      attempt: sent.attempts,
      method,
      url: redactor.text(url.href),
    }));
    const start = performance.now();
    let response: Response | undefined;
    let text = "";
    let tooLarge = false;
    try {
      response = await exchange(wire, request, deadline, sent, clockOffset);
      text = await deadline.race(readText(response, maxAnswerSize));
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      tooLarge = error instanceof BodyTooLarge;
      if (!response || !tooLarge) {
        const unsent = response === undefined && isUnsent(error);
        const failed = disconnected(error, wire, response?.status, request, sent);
        return { wire, clockOffset, error: failed, failure: { unsent } };
      }
    }
    const { status, statusText, headers } = response;
    const raw: RawAnswer = { status, statusText, headers, text };
    const reader = { spec, envelope, redactor };
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
    const duration = performance.now() - start;
    const attempt = sent.attempts;
    log(() => ({
      type: "answer",
      provider,
      operation: name,
      attempt,
      status,
      duration,
      requestId,
      code: error?.code,
    }));
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
  ): Promise<Response> {
    let wire = first;
    for (let redirects = 0; ; redirects++) {
      const response = await deadline.race(callFetch(wire, deadline.signal));
      const target = followRedirect(request.operation, wire.url, response, redirects);
      if (!target) return response;
      response.body?.cancel().catch(() => {}); // its end is not waited for
      wire = wireRequest(request, target);
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
    const onSecret = request.redactor.add;
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
      await deadline.race((async () => step({ signal: deadline.signal }))());
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      const message = `could not authenticate: ${request.redactor.text(innermostReason(error))}`;
      throw new AuthenticationError(message, attemptDetails(provider, request, sent, error));
    }
  }

  function callFetch({ url, method, headers, body }: WireRequest, signal: AbortSignal): Promise<Response> {
    const streamed = body instanceof ReadableStream ? { duplex: "half" } : {};
    return setup.fetch(url.href, {
      method,
      headers,
      body: body ?? null,
      redirect: "manual",
      signal,
      ...streamed,
    });
  }

  function disconnected(
    error: unknown,
    { url }: WireRequest,
    status: number | undefined,
    request: PreparedRequest,
    sent: Sent,
  ): ConnectionError {
    const reason = request.redactor.text(innermostReason(error));
    const message =
      status === undefined
        ? `no answer from ${url.origin}: ${reason}`
        : `the answer of ${url.origin} was cut off: ${reason}`;
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

function wireRequest({ operation, headers, body, pathValues }: PreparedRequest, url: URL): WireRequest {
  return { method: operation.method, url, headers: new Headers(headers), body, pathValues };
}

/** Runtimes say "fetch failed" and hide the reason in the causes. */
function innermostReason(error: unknown): string {
  const reasons = causes(error).map(({ message, code }) => message || code);
  return String(reasons.findLast((reason) => typeof reason === "string" && reason !== "") ?? error);
}

/** When an answer was sent, in ms since 1970; NaN: not told. */
function dateOf(headers: Headers): number {
  return Date.parse(headers.get("date") ?? "");
}
