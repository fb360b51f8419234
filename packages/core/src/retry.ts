import { causes } from "./causes.ts";
import type { Kind, Retry } from "./definition.ts";

/** How one attempt failed, as far as sending it again is concerned. */
export interface Failure {
  readonly kind?: Kind | undefined;
  /** Absent: there was no whole answer. */
  readonly status?: number | undefined;
  /** The request surely never reached the provider. */
  readonly unsent?: boolean | undefined;
  readonly retryAfter?: string | null | undefined;
  /** When the answer was sent, by the clock of who sent it, in ms since 1970; NaN: not told. */
  readonly date?: number | undefined;
}

const firstBackoff = 250;
const longestBackoff = 8_000;

/** A provider that asks for a longer pause gets no second attempt; the caller gets its error at once. */
const longestPause = 120_000;

/**
 * How long to wait before the next attempt, in ms; undefined: there is none. The attempt that failed is
 * counted from 1.
 */
export function pauseBeforeRetry(retry: Retry, failure: Failure, attempt: number): number | undefined {
  if (!mayRepeat(retry, failure)) return undefined;
  const asked = parseRetryAfter(failure.retryAfter, failure.date || Date.now());
  if (asked !== undefined) return asked <= longestPause ? asked : undefined;
  return Math.random() * Math.min(longestBackoff, firstBackoff * 2 ** attempt);
}

function mayRepeat(retry: Retry, { kind, status, unsent }: Failure): boolean {
  const refused = unsent === true || kind === "RateLimit";
  if (retry === "never") return refused;
  return refused || status === undefined || kind === "Server" || status === 408;
}

/** `Retry-After` in ms, given as seconds or as an HTTP date; undefined when absent, malformed or past. */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : Number.NaN;
  return date > now ? date - now : undefined;
}

/** These codes say by themselves that no request was sent: of Node, undici and Bun, and of a proxy without a tunnel. */
const unconnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|ERR_PROXY_TUNNEL)$/;

/** These come from connecting, but also from a connection that was lost: the system call tells. */
const unreachable = /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/;

/** Whether a `fetch` failed before anything was sent. Where the runtime does not tell, the answer is no. */
export function isUnsent(error: unknown): boolean {
  return causes(error).some(({ code, syscall }) => {
    if (typeof code !== "string") return false;
    return unconnected.test(code) || (unreachable.test(code) && syscall === "connect");
  });
}
