import type { Answer } from "./answer.ts";
import {
  type AttemptSetup,
  attemptDetails,
  createAttempt,
  innermostReason,
  type Outcome,
  type PreparedRequest,
  type Sent,
} from "./attempt.ts";
import { type BodyInput, isStream } from "./body.ts";
import { Deadline, DeadlineEnded } from "./deadline.ts";
import { AbortError, ConnectionError, TimeoutError } from "./errors.ts";
import { pauseBeforeRetry } from "./retry.ts";
import { RetryBudget } from "./retry-budget.ts";
import { withinDeadline } from "./stream.ts";

export type Transport = (request: PreparedRequest) => Promise<Answer>;

/** A clock that is off by less than this is not the reason for a refused signature; in ms. */
const clockTolerance = 60_000;

/**
 * Sends requests: repeats what may be repeated, signs every attempt anew, and keeps one deadline over all of
 * it. An answer that stands for a failure is returned, with its error; no answer at all is thrown.
 */
export function createTransport(setup: AttemptSetup): Transport {
  const { auth, log, service } = setup;
  const { provider } = service;
  const attempt = createAttempt(setup);
  const budget = new RetryBudget();
  /** How far the provider's clock is ahead of ours, in ms. */
  let clockOffset = 0;

  return async function send(request) {
    const deadline = new Deadline(request.timeout, request.signal);
    const sent: Sent = { attempts: 0 };
    let handedOn = false;
    try {
      let renewed = false;
      for (let failures = 0; ; ) {
        const outcome = await attempt(request, deadline, sent, clockOffset);
        if (outcome.answer && outcome.answer.error === undefined) {
          budget.earn();
          const { data } = outcome.answer;
          if (!request.streamed || !isStream(data)) return outcome.answer;
          handedOn = true;
          const explain = (error: unknown) =>
            error instanceof DeadlineEnded ? ended(error, request, sent) : cutOff(error, request, sent);
          return { ...outcome.answer, data: withinDeadline(data, deadline, explain) };
        }
        if (!renewed && outcome.answer?.kind === "Authentication" && mayRenew(request, outcome)) {
          renewed = true;
          continue;
        }
        failures++;
        const pause = pauseAfter(request, outcome, failures);
        if (pause === undefined || pause >= deadline.left || !budget.take()) {
          if (outcome.answer) return outcome.answer;
          throw outcome.error;
        }
        const { message: reason } = outcome.error ?? (outcome.answer.error as Error);
        log?.(() => ({
          type: "retry",
          provider,
          operation: request.name,
          attempt: sent.attempts,
          pause,
          reason,
        }));
        await deadline.sleep(pause);
      }
    } catch (error) {
      throw error instanceof DeadlineEnded ? ended(error, request, sent) : error;
    } finally {
      if (!handedOn) deadline.dispose();
    }
  };

  /** Whether refused credentials are worth one more attempt: with a new token, by the provider's clock, or both. */
  function mayRenew({ operation, body }: PreparedRequest, { wire, failure, ...outcome }: Outcome): boolean {
    if (!auth || operation.open) return false;
    const theirs = (failure.date ?? Number.NaN) - Date.now();
    // Compared with what this attempt was signed by: another call may have set the clock meanwhile.
    const isOff = auth.signsTime === true && Math.abs(theirs - outcome.clockOffset) > clockTolerance;
    if (isOff) clockOffset = theirs;
    // A clock that is off does not say that the credentials were good.
    const isRenewed = auth.refused?.(wire) === true;
    return (isOff || isRenewed) && isReplayable(body);
  }

  function cutOff(error: unknown, request: PreparedRequest, sent: Sent) {
    const message = `the answer was cut off: ${request.redactor.text(innermostReason(error))}`;
    return new ConnectionError(message, attemptDetails(provider, request, sent, error));
  }

  function ended({ why, cause }: DeadlineEnded, request: PreparedRequest, sent: Sent) {
    return why === "timeout"
      ? new TimeoutError(
          `no answer within ${request.timeout} ms`,
          attemptDetails(provider, request, sent, undefined),
        )
      : new AbortError("aborted by its signal", attemptDetails(provider, request, sent, cause));
  }
}

/** How long to wait before the next attempt, in ms; undefined: there is none. */
function pauseAfter(request: PreparedRequest, { failure }: Outcome, failures: number): number | undefined {
  if (failures > request.retries || !isReplayable(request.body)) return undefined;
  return pauseBeforeRetry(request.operation.retry, failure, failures);
}

/** A stream is used up by its first attempt. */
function isReplayable(body: BodyInput | undefined): boolean {
  return !isStream(body);
}
