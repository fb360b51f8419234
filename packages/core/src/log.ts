/** What a client tells its `logger`. No credential is in any of it. */
export type LogEvent =
  | {
      /** An attempt is about to be sent. */
      readonly type: "request";
      readonly provider: string;
      readonly operation: string;
      /** Counted from 1. */
      readonly attempt: number;
      readonly method: string;
      /** With the credentials in its query redacted. */
      readonly url: string;
    }
  | {
      /** An answer was read to its end. */
      readonly type: "answer";
      readonly provider: string;
      readonly operation: string;
      readonly attempt: number;
      readonly status: number;
      /** From sending the attempt, in ms. */
      readonly duration: number;
      readonly requestId: string | undefined;
      /** The provider's error code, if the answer is an error that has one. */
      readonly code: string | undefined;
    }
  | {
      /** An attempt failed, and there will be another. */
      readonly type: "retry";
      readonly provider: string;
      readonly operation: string;
      /** The attempt that failed. */
      readonly attempt: number;
      /** Until the next attempt, in ms. */
      readonly pause: number;
      /** Why: the message of the error that would have been thrown. */
      readonly reason: string;
    };

/** Takes the events of a client. What it throws is ignored: a log must not break a call. */
export type Logger = (event: LogEvent) => unknown;

/** Makes an event for the logger; absent where there is none. */
export type Log = ((event: () => LogEvent) => void) | undefined;

export function createLog(logger: Logger | undefined): Log {
  return (
    logger &&
    (async (event) => {
      try {
        await logger(event());
      } catch {
        // Ignored, as promised above.
      }
    })
  );
}
