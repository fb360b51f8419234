import type { ClientRequest } from "node:http";

/** Watches the signal of one request, from its sending to the end of its answer's body. */
export class Watch {
  readonly signal: AbortSignal;
  /** Closed with its socket when the signal is aborted. */
  request: ClientRequest | undefined;
  /** Settles what the caller waits for at the time. */
  fail: (reason: unknown) => void;
  /** Why the connection failed after the headers of the answer, where that is known. */
  cause: Error | undefined;

  constructor(signal: AbortSignal, fail: (reason: unknown) => void) {
    this.signal = signal;
    this.fail = fail;
    signal.addEventListener("abort", this);
  }

  /** The signal was aborted. */
  handleEvent(): void {
    this.end();
    this.fail(this.signal.reason);
    this.request?.destroy();
  }

  end(): void {
    this.signal.removeEventListener("abort", this);
  }
}
