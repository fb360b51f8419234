import { type Answer, type AnswerReader, readAnswer } from "./answer.ts";
import type { Auth, WireRequest } from "./auth.ts";
import { causes } from "./causes.ts";
import { Deadline, DeadlineEnded } from "./deadline.ts";
import type { Operation } from "./definition.ts";
import {
  AbortError,
  AuthenticationError,
  ConnectionError,
  type ErrorDetails,
  isJobwireError,
  TimeoutError,
} from "./errors.ts";
import type { Redactor } from "./redact.ts";
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
  readonly redactor: Redactor;
}

export interface TransportSetup extends Omit<AnswerReader, "redactor"> {
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
  /** How far the provider's clock is ahead of ours, in ms. */
  let clockOffset = 0;

  return async function send(request) {
    const deadline = new Deadline(request.timeout, request.signal);
    const sent = { attempts: 0 };
    try {
      let renewed = false;
      for (let failures = 0; ; ) {
        const outcome = await attempt(request, deadline, sent);
        if (outcome.answer?.error === undefined && outcome.error === undefined) return outcome.answer;
        if (!renewed && outcome.answer?.kind === "Authentication" && mayRenew(request, outcome)) {
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
      throw error instanceof DeadlineEnded ? ended(error, request, sent) : error;
    } finally {
      deadline.dispose();
    }
  };

  async function attempt(request: PreparedRequest, deadline: Deadline, sent: Sent): Promise<Outcome> {
    const { name, operation, redactor } = request;
    deadline.signal.throwIfAborted();
    const wire: WireRequest = {
      method: operation.method,
      url: new URL(request.url),
      headers: new Headers(request.headers),
      body: request.body,
    };
    const offset = clockOffset;
    if (auth && !operation.open) await authenticate(auth, wire, request, deadline, sent);
    sent.attempts++;
    let response: Response | undefined;
    let text: string;
    try {
      response = await deadline.race(callFetch(wire, deadline.signal));
      text = await deadline.race(response.text());
    } catch (error) {
      if (error instanceof DeadlineEnded) throw error;
      const unsent = response === undefined && isUnsent(error);
      const failure = disconnected(error, wire, response?.status, request, sent);
      return { wire, offset, error: failure, failure: { unsent } };
    }
    const { status, statusText } = response;
    const headers = redactor.headers(response.headers);
    const raw = { status, statusText, headers, text };
    const answer = readAnswer({ ...reader, redactor }, name, operation, raw, sent.attempts);
    const retryAfter = headers.get("retry-after");
    return {
      wire,
      offset,
      answer,
      failure: { kind: answer.kind, status, retryAfter, date: dateOf(headers) },
    };
  }

  async function authenticate(
    auth: Auth,
    wire: WireRequest,
    request: PreparedRequest,
    deadline: Deadline,
    sent: Sent,
  ): Promise<void> {
    const { signal } = deadline;
    const { redactor } = request;
    const context = { now: Date.now() + clockOffset, signal, onSecret: redactor.add };
    try {
      await deadline.race((async () => auth.apply(wire, context))());
    } catch (error) {
      if (error instanceof DeadlineEnded || isJobwireError(error)) throw error;
      const message = `could not authenticate: ${redactor.text(innermostReason(error))}`;
      throw new AuthenticationError(message, details(request, sent, error));
    }
  }

  function callFetch({ url, method, headers, body }: WireRequest, signal: AbortSignal): Promise<Response> {
    const streamed = body instanceof ReadableStream ? { duplex: "half" } : {};
    return fetch(url.href, { method, headers, body: body ?? null, redirect: "manual", signal, ...streamed });
  }

  /** Whether refused credentials are worth one more attempt: with a new token, or by the provider's clock. */
  function mayRenew({ operation }: PreparedRequest, { wire, offset, failure }: Outcome): boolean {
    if (!auth || operation.open) return false;
    const theirs = (failure.date ?? Number.NaN) - Date.now();
    // Compared with what this attempt was signed by: another call may have set the clock meanwhile.
    if (auth.signsTime && Math.abs(theirs - offset) > clockTolerance) {
      clockOffset = theirs;
      return isReplayable(wire.body);
    }
    return auth.refused?.(wire) === true && isReplayable(wire.body);
  }

  function details({ name, redactor }: PreparedRequest, { attempts }: Sent, cause: unknown): ErrorDetails {
    return { provider: reader.spec.provider, operation: name, attempts, cause: redactor.cause(cause) };
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
    return new ConnectionError(message, { ...details(request, sent, error), status });
  }

  function ended({ why, cause }: DeadlineEnded, request: PreparedRequest, sent: Sent) {
    return why === "timeout"
      ? new TimeoutError(`no answer within ${request.timeout} ms`, details(request, sent, undefined))
      : new AbortError("aborted by its signal", details(request, sent, cause));
  }
}

/** How often a request has been sent so far. */
interface Sent {
  attempts: number;
}

/** How one attempt went: with an answer, or with the error that no answer came. */
type Outcome = {
  readonly wire: WireRequest;
  /** What was taken for the provider's clock, as `clockOffset`. */
  readonly offset: number;
  readonly failure: Failure;
} & (
  | { readonly answer: Answer; readonly error?: undefined }
  | { readonly answer?: undefined; readonly error: ConnectionError }
);

/** A stream is used up by its first attempt. */
function isReplayable(body: BodyInit | undefined): boolean {
  return !(body instanceof ReadableStream);
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
