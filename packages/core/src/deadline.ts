/** Why a deadline ended: its time ran out, or the caller's signal was aborted. */
export type Ended = "timeout" | "abort";

/** What a deadline's methods reject with once it has ended. */
export class DeadlineEnded extends Error {
  readonly why: Ended;

  constructor(why: Ended, cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

/** The longest delay that `setTimeout` keeps; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

interface Listener {
  readonly all: Set<() => void>;
  readonly tell: () => void;
}

/** One listener for all calls with a signal: Node 20 warns of a leak where a signal has more than ten. */
const listeners = new WeakMap<AbortSignal, Listener>();

function listen(signal: AbortSignal, onAbort: () => void): void {
  let listener = listeners.get(signal);
  if (!listener) {
    const all = new Set<() => void>();
    const tell = () => {
      for (const each of all) each();
    };
    listener = { all, tell };
    listeners.set(signal, listener);
    signal.addEventListener("abort", listener.tell, { once: true });
  }
  listener.all.add(onAbort);
}

function unlisten(signal: AbortSignal, onAbort: () => void): void {
  const listener = listeners.get(signal);
  if (!listener?.all.delete(onAbort) || listener.all.size > 0) return;
  listeners.delete(signal);
  signal.removeEventListener("abort", listener.tell);
}

/**
 * One limit for a whole call: connecting, headers, body, retries and the waits between them. Everything that
 * can take time is raced against it, so that even a `fetch` that ignores its signal cannot hold a call up.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #caller: AbortSignal | undefined;
  readonly #onAbort = () => this.#finish("abort", this.#caller?.reason);
  /** Rejects what is raced at the moment; the steps of a call follow one another. */
  #interrupt: ((reason: unknown) => void) | undefined;

  /** `timeout` in ms; `Infinity`: none. */
  constructor(timeout: number, caller?: AbortSignal) {
    this.#caller = caller;
    this.#end = performance.now() + timeout; // not moved by a clock that is set
    if (caller?.aborted) {
      this.#onAbort();
      return;
    }
    if (caller) listen(caller, this.#onAbort);
    if (timeout <= longestTimer) this.#timer = setTimeout(() => this.#finish("timeout"), timeout);
  }

  /** Aborted when the deadline ends, so that sockets are closed. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** Settles as the promise does, or rejects with `DeadlineEnded` as soon as the deadline ends. */
  race<T>(promise: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) reject(this.signal.reason);
      this.#interrupt = reject;
      promise.then(resolve, reject);
    });
  }

  /** Waits, but not beyond the end, and no longer than a timer can: 24 days. */
  async sleep(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await this.race(
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, Math.min(ms, longestTimer));
        }),
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the call: no timer and no listener stays behind. */
  dispose(): void {
    clearTimeout(this.#timer);
    if (this.#caller) unlisten(this.#caller, this.#onAbort);
  }

  #finish(why: Ended, cause?: unknown): void {
    this.dispose();
    const reason = new DeadlineEnded(why, cause);
    this.#interrupt?.(reason);
    this.#controller.abort(reason);
  }
}
