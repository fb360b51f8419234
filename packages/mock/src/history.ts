import type { RecordedRequest, Violation } from "./mock.ts";

/** So many requests are kept, and fewer when they are large: a mock may run for days. */
const most = 1_000;

/** In characters of their bodies, together. */
const largest = 16 * 1024 * 1024;

/** The last requests that a mock has answered. */
export class History {
  readonly #requests: RecordedRequest[] = [];
  #size = 0;

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  get violations(): readonly Violation[] {
    return this.#requests.flatMap(({ violations }) => violations);
  }

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    this.#size += request.body.length;
    while (this.#requests.length > most || (this.#size > largest && this.#requests.length > 1)) {
      this.#size -= this.#requests.shift()?.body.length ?? 0;
    }
  }

  clear(): void {
    this.#requests.length = 0;
    this.#size = 0;
  }
}
