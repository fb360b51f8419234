/** Issued tokens are forgotten beyond so many, oldest first: a mock may run for days. */
const most = 10_000;

export interface TokensOptions {
  /** Is always valid. */
  readonly accepted: string | undefined;
  /** In ms. */
  readonly lifetime: number;
  readonly now: () => number;
  /** Every use begins the lifetime anew. */
  readonly renewedByUse?: boolean;
}

/** The tokens that a mock has issued, and the one that it accepts without having issued it. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #expiry = new Map<string, number>();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  issue(token: string): string {
    const { now, lifetime } = this.#options;
    this.#expiry.set(token, now() + lifetime);
    const [oldest] = this.#expiry.keys();
    if (this.#expiry.size > most && oldest !== undefined) this.#expiry.delete(oldest);
    return token;
  }

  /** Ends an issued token before its time. */
  revoke(token: string | undefined): void {
    if (token !== undefined) this.#expiry.delete(token);
  }

  stateOf(token: string): "valid" | "expired" | "unknown" {
    const { accepted, now, lifetime, renewedByUse = false } = this.#options;
    if (token === accepted) return "valid";
    const expiry = this.#expiry.get(token);
    if (expiry === undefined) return "unknown";
    if (expiry <= now()) return "expired";
    if (renewedByUse) this.#expiry.set(token, now() + lifetime);
    return "valid";
  }
}
