import { isRecord } from "./answer.ts";
import { callOperation } from "./by-name.ts";
import { Deadline, DeadlineEnded } from "./deadline.ts";
import type { MakeMethod, Waiter } from "./definition.ts";
import {
  AbortError,
  ConnectionError,
  JobFailedError,
  RateLimitError,
  ResponseFormatError,
  ServerError,
  TimeoutError,
} from "./errors.ts";
import { show } from "./field.ts";
import { type CallOptions, checkWaitOptions } from "./options.ts";

/** How to wait for a job. It can be waited for again, by another process as well: nothing is kept but its id. */
export interface WaitOptions<Answer> extends Omit<CallOptions, "timeout"> {
  /** The first pause between two looks at the state, in ms; each further one is half as long again. Default 5 000. */
  interval?: number | undefined;
  /** The longest pause, in ms. Default 60 000, or `interval` if that is longer. */
  maxInterval?: number | undefined;
  /** Time for the whole wait, in ms. Default `Infinity`, since jobs may take days. */
  timeout?: number | undefined;
  /** Takes each answer whose state is not final. It is waited for, and what it throws ends the wait. */
  onProgress?: ((answer: Answer) => unknown) | undefined;
}

const defaultInterval = 5_000;
const defaultMaxInterval = 60_000;
const growth = 1.5;

/** A look that fails is repeated, since the job goes on; after so many in a row, the wait fails. */
const mostFailures = 5;

/** Makes a method that looks at a state until that is final. Each look is an ordinary call. */
export const waiter: MakeMethod<Waiter> = (requester, name, definition) => {
  const { repeats, operation, state, succeeded, failed, reason, parts } = definition;
  return (given = {}, options: WaitOptions<unknown> = {}) =>
    requester.begin(name, operation, options, async ({ redactor }) => {
      checkWaitOptions(options);
      const { interval = defaultInterval, timeout = Infinity, signal, onProgress, ...rest } = options;
      const { maxInterval = Math.max(defaultMaxInterval, interval), ...call } = rest;
      const deadline = new Deadline(timeout, signal);
      const details = { provider: requester.provider, operation: name };
      let last: unknown;
      let failure: Error | undefined;
      let looks = 0;
      let pause = interval;

      async function look() {
        const options = { ...call, signal: deadline.signal };
        const { data, raw, requestId } = await deadline.race(
          callOperation(requester, repeats, operation, given, options),
        );
        looks++;
        last = redactor.value(data);
        const told = isRecord(data) ? data[state] : undefined;
        const answer = { ...details, status: raw.status, requestId, attempts: looks, body: last };
        if (typeof told !== "string")
          throw new ResponseFormatError(`expected a state in ${state}, got ${show(told)}`, answer);
        if (isBusy(data, parts)) return { data, ended: false };
        if (failed.includes(told)) {
          const why = reason === undefined ? undefined : (last as Record<string, unknown>)[reason];
          throw new JobFailedError(
            `${state} is ${show(told)}${typeof why === "string" && why ? `: ${why}` : ""}`,
            answer,
          );
        }
        return { data, ended: succeeded.includes(told) };
      }

      try {
        for (let failures = 0; ; ) {
          const answer = await look().catch((error: unknown) => {
            if (!isPassing(error) || ++failures >= mostFailures) throw error;
            failure = error;
          });
          if (answer?.ended) return answer.data;
          if (answer) {
            failures = 0;
            failure = undefined;
            if (onProgress) await deadline.race(Promise.resolve(onProgress(answer.data)));
          }
          await deadline.sleep(pause * (0.9 + Math.random() / 5));
          pause = Math.min(maxInterval, pause * growth);
        }
      } catch (error) {
        if (!(error instanceof DeadlineEnded)) throw error;
        const ended = { ...details, attempts: looks, body: last };
        if (error.why === "abort")
          throw new AbortError("aborted by its signal", { ...ended, cause: redactor.cause(error.cause) });
        const told = isRecord(last) ? show(last[state]) : "unknown";
        const busy = isBusy(last, parts) ? `, with some of ${parts?.items} busy,` : "";
        const why = failure ? `; the last look failed: ${failure.message}` : "";
        throw new TimeoutError(`${state} is ${told}${busy} after ${timeout} ms${why}`, {
          ...ended,
          cause: failure,
        });
      } finally {
        deadline.dispose();
      }
    });
};

/** Whether something of a job goes on, whatever the job's own state is. */
function isBusy(data: unknown, parts: Waiter["parts"]): boolean {
  const list = parts && isRecord(data) ? data[parts.items] : undefined;
  if (!parts || !Array.isArray(list)) return false;
  return list.some((part) => isRecord(part) && parts.busy.includes(part[parts.state] as string));
}

/** Whether a later look may go well. */
function isPassing(error: unknown): error is Error {
  return [ConnectionError, TimeoutError, ServerError, RateLimitError].some((kind) => error instanceof kind);
}
