import { type Answer, type AnswerReader, readAnswer } from "./answer.ts";
import type { Auth, WireRequest } from "./auth.ts";
import { Deadline, DeadlineEnded } from "./deadline.ts";
import type { Operation } from "./definition.ts";
import { AbortError, ConnectionError, type ErrorDetails, isJobwireError, TimeoutError } from "./errors.ts";
import { type Failure, isUnsent, pauseBeforeRetry } from "./retry.ts";

/** A request, complete but for its credentials. */
export interface PreparedRequest {
  readonly name: string;
  readonly operation: Operation;
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  readonly timeout: number;
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
}

export interface TransportSetup extends AnswerReader {
  readonly fetch: typeof fetch;
  readonly auth: Auth | undefined;
}

export type Transport = (request: PreparedRequest) => Promise<Answer>;

/** A clock that is off by less than this is not the reason for a refused signature; in ms. */
const clockTolerance = 60_000;

/**
 * Sends requests: signs every attempt anew, repeats what may be repeated, and keeps one deadline over all of
 * it. An answer that stands for a failure is returned, with its error; no answer at all is thrown.
 */
export function createTransport({ fetch, auth, ...reader }: TransportSetup): Transport {
  const { redactor } = reader;
  /** How far the provider's clock is ahead of ours, in ms. */
  let clockOffset = 0;

  return async function send(request) {
    const deadline = new Deadline(request.timeout, request.signal);
    let attempts = 0;
    try {
      let renewed = false;
      for (let failures = 0; ; ) {
        attempts++;
        const outcome = await attempt(request, deadline, attempts);
        if (outcome.answer?.error === undefined && outcome.error === undefined) return outcome.answer;
        if (!renewed && outcome.answer?.kind === "Authentication" && mayRenew(outcome)) {
          renewed = true;
          continue;
        }
        failures++;
        const pause =
          failures <= request.retries && isReplayable(request.body)
            ? pauseBeforeRetry(request.operation.retry, outcome.failure, failures)
            : undefined;
        if (pause === undefined || pause >= deadline.left) {
          if (outcome.answer) return outcome.answer;
          throw outcome.error;
        }
        await deadline.sleep(pause);
      }
    } catch (error) {
      throw error instanceof DeadlineEnded ? ended(error, request, attempts) : error;
    } finally {
      deadline.dispose();
    }
  };

  async function attempt(request: PreparedRequest, deadline: Deadline, attempts: number): Promise<Outcome> {
    const { name, operation } = request;
    const wire: WireRequest = {
      method: operation.method,
      url: new URL(request.url),
      headers: new Headers(request.headers),
      body: request.body,
    };
    if (auth && !operation.open) {
      const { signal } = deadline;
      const now = Date.now() + clockOffset;
      await deadline.race(Promise.resolve(auth.apply(wire, { now, signal, onSecret: redactor.add })));
    }
    let status: number | undefined;
    try {
      const response = await deadline.race(callFetch(wire, deadline.signal));
      status = response.status;
      const { statusText, headers } = response;
      const text = await deadline.race(response.text());
      const answer = readAnswer(reader, name, operation, { status, statusText, headers, text }, attempts);
      const retryAfter = headers.get("retry-after");
      return { wire, answer, failure: { kind: answer.kind, status, retryAfter } };
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      const unsent = status === undefined && isUnsent(error);
      return { wire, error: disconnected(error, wire, status, request, attempts), failure: { unsent } };
    }
  }

  function callFetch({ url, method, headers, body }: WireRequest, signal: AbortSignal): Promise<Response> {
    const streamed = body instanceof ReadableStream ? { duplex: "half" } : {};
    return fetch(url.href, { method, headers, body: body ?? null, redirect: "manual", signal, ...streamed });
  }

  /** Whether refused credentials are worth one more attempt: with a new token, or by the provider's clock. */
  function mayRenew({ wire, answer }: Outcome): boolean {
    const theirs = Date.parse(answer?.raw.headers.get("date") ?? "");
    if (auth?.signsTime && Math.abs(theirs - Date.now() - clockOffset) > clockTolerance) {
      clockOffset = theirs - Date.now();
      return true;
    }
    return auth?.refused?.(wire) === true && isReplayable(wire.body);
  }

  function details({ name }: PreparedRequest, attempts: number, cause: unknown): ErrorDetails {
    return { provider: reader.spec.provider, operation: name, attempts, cause: redactor.cause(cause) };
  }

  function disconnected(
    error: unknown,
    { url }: WireRequest,
    status: number | undefined,
    request: PreparedRequest,
    attempts: number,
  ): ConnectionError {
    const reason = redactor.text(innermostReason(error));
    const message =
      status === undefined
        ? `no answer from ${url.origin}: ${reason}`
        : `the answer of ${url.origin} was cut off: ${reason}`;
    return new ConnectionError(message, { ...details(request, attempts, error), status });
  }

  function ended({ why, cause }: DeadlineEnded, request: PreparedRequest, attempts: number) {
    return why === "timeout"
      ? new TimeoutError(`no answer within ${request.timeout} ms`, details(request, attempts, undefined))
      : new AbortError("aborted by its signal", details(request, attempts, cause));
  }
}

/** How one attempt went: with an answer, or with the error that no answer came. */
type Outcome = { readonly wire: WireRequest; readonly failure: Failure } & (
  | { readonly answer: Answer; readonly error?: undefined }
  | { readonly answer?: undefined; readonly error: ConnectionError }
);

/** A stream is used up by its first attempt. */
function isReplayable(body: BodyInit | undefined): boolean {
  return !(body instanceof ReadableStream);
}

/** Runtimes say "fetch failed" and hide the reason in the causes. */
function innermostReason(error: unknown): string {
  let reason = String(error);
  for (let e = error; e instanceof Error; e = e.cause) {
    const { code } = e as { code?: unknown };
    reason = e.message || (typeof code === "string" ? code : reason);
  }
  return reason;
}
