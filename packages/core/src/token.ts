import type { Answer } from "./answer.ts";
import { ResponseFormatError } from "./errors.ts";
import { isHeaderValue } from "./options.ts";

/** A token as its provider issued it, or what else proves who somebody is for a time. */
export interface IssuedToken<Value = string> {
  readonly value: Value;
  /** It ends this long after it was issued, in ms. */
  readonly lifetime?: number | undefined;
  /** It ends when it has not been used for this long, in ms. */
  readonly idle?: number | undefined;
}

/** The call that was to issue a token. */
export interface TokenCall {
  readonly provider: string;
  readonly operation: string;
  readonly answer: Answer;
  /** What is looked for in it, as in "an ApiToken". */
  readonly expected: string;
}

/** The token of an answer; one without it is an error of the call that was to issue it, whatever its type says. */
export function issuedToken(
  value: string | null | undefined,
  { answer, expected, ...call }: TokenCall,
  life: Omit<IssuedToken, "value">,
): IssuedToken {
  if (value) return { value, ...life };
  const details = { ...call, status: answer.raw.status, attempts: 1 };
  throw new ResponseFormatError(`expected ${expected}, got none`, details);
}

/** A token is renewed this long before its end, in ms, or after nine tenths of a short life. */
const margin = 60_000;

/** A token that is fetched when it is first needed, kept, and fetched once for all who wait for it. */
export class CachedToken<Value = string> {
  readonly #fetch: (signal: AbortSignal) => Promise<IssuedToken<Value>>;
  readonly #check: (value: Value) => void;
  #current: { token: IssuedToken<Value>; issued: number; used: number } | undefined;
  #pending:
    | { promise: Promise<IssuedToken<Value>>; waiting: number; controller: AbortController }
    | undefined;

  /** `check` throws for what cannot be one. */
  constructor(
    fetch: (signal: AbortSignal) => Promise<IssuedToken<Value>>,
    check: (value: Value) => void = checkToken,
  ) {
    this.#fetch = fetch;
    this.#check = check;
  }

  /** The token's value. Who stops waiting (`signal`) stops the fetch only if nobody else waits for it. */
  async get(signal: AbortSignal): Promise<Value> {
    signal.throwIfAborted();
    const now = Date.now();
    if (this.#current && isFresh(this.#current, now)) {
      this.#current.used = now;
      return this.#current.token.value;
    }
    this.#pending ??= this.#start();
    const pending = this.#pending;
    pending.waiting++;
    const onAbort = () => {
      pending.waiting--;
      if (pending.waiting > 0) return;
      if (this.#pending === pending) this.#pending = undefined;
      pending.controller.abort(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return (await pending.promise).value;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Forgets a token that the provider refused, unless a newer one has taken its place. */
  refuse(value: Value): void {
    if (this.#current?.token.value === value) this.#current = undefined;
  }

  #start() {
    const controller = new AbortController();
    const promise = this.#fetch(controller.signal).then((token) => {
      this.#check(token.value);
      const now = Date.now();
      if (this.#pending === pending) this.#current = { token, issued: now, used: now };
      return token;
    });
    const pending = { promise, waiting: 0, controller };
    const settle = () => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    promise.then(settle, settle);
    return pending;
  }
}

/** A token that no request can carry is not kept; what it is, is not told. */
function checkToken(value: unknown): void {
  if (typeof value !== "string" || value === "" || !isHeaderValue(value)) {
    throw new Error("expected a token, got none or one that no header can carry");
  }
}

function isFresh(
  { token, issued, used }: { token: IssuedToken<unknown>; issued: number; used: number },
  now: number,
): boolean {
  return now < issued + usable(token.lifetime) && now < used + usable(token.idle);
}

/** How long a token is used; one whose end is not known, until it is refused. */
function usable(lifetime = Number.NaN): number {
  if (Number.isNaN(lifetime)) return Number.POSITIVE_INFINITY;
  return Math.max(lifetime - margin, lifetime * 0.9);
}
