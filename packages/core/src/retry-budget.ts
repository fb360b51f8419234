/** A success earns one, a retry costs five: in the long run, at most a sixth of all attempts are retries. */
const cost = 5;
const capacity = 20 * cost;

/**
 * Keeps retries from multiplying an outage. A client may retry 20 times beyond what its successes earn. When a
 * provider is down, each call is soon sent only once.
 */
export class RetryBudget {
  #left = capacity;

  /** Takes one retry; false: none is left. */
  take(): boolean {
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }

  earn(): void {
    this.#left = Math.min(capacity, this.#left + 1);
  }
}
