import type { Deadline } from "./deadline.ts";
import type { RateLimit } from "./definition.ts";

/** Keeps the attempts of one operation under a rate: first come, first served. */
export class Throttle {
  readonly #requests: number;
  readonly #window: number;
  /** When the last attempts were let go, oldest first; as many as one window may hold. */
  readonly #starts: number[] = [];
  /** Settled when the one who came last has gone. */
  #last: Promise<void> = Promise.resolve();

  /** At most `requests` in any `seconds`. */
  constructor({ requests, seconds }: RateLimit) {
    this.#requests = requests;
    this.#window = seconds * 1000;
  }

  /** Waits for a turn. Who gives up while waiting takes none, and holds nobody up. */
  async turn(deadline: Deadline): Promise<void> {
    const before = this.#last;
    let go = () => {};
    this.#last = new Promise((resolve) => {
      go = resolve;
    });
    try {
      await deadline.race(before);
      const pause = this.#pause();
      if (pause > 0) await deadline.sleep(pause);
      this.#starts.push(performance.now());
      if (this.#starts.length > this.#requests) this.#starts.shift();
    } finally {
      void before.then(go);
    }
  }

  #pause(): number {
    const [oldest] = this.#starts;
    if (oldest === undefined || this.#starts.length < this.#requests) return 0;
    return oldest + this.#window - performance.now();
  }
}
