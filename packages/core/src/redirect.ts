import type { Operation } from "./definition.ts";
import type { Exchanged } from "./exchange/exchange.ts";

const redirects = new Set([301, 302, 303, 307, 308]);
const most = 5;

/**
 * Where to go on: only for operations that change nothing, and only within the same origin. Every other
 * redirect is an answer that is not followed.
 */
export function followRedirect(
  { method, retry }: Operation,
  from: string,
  { status, headers }: Exchanged,
  followed: number,
): URL | undefined {
  const location = redirects.has(status) ? headers.get("location") : undefined;
  if (!location || followed >= most) return undefined;
  if (retry !== "safe" || (method !== "GET" && method !== "HEAD")) return undefined;
  if (!URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return target.origin === new URL(from).origin ? target : undefined;
}
