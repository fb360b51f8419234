import type { BadSignature } from "./refusal.ts";

/** Refuses a request of the second `sent` (Unix time) that is more than `tolerance` seconds from `now` (ms). */
export function checkClock(
  name: string,
  sent: number,
  now: number,
  tolerance: number,
): BadSignature | undefined {
  const age = Math.floor(now / 1000) - sent;
  if (Math.abs(age) <= tolerance) return undefined;
  const difference = `${Math.abs(age)} s ${age > 0 ? "behind" : "ahead of"}`;
  return {
    reason: "expired",
    message: `${name} is ${difference} the mock's clock, at most ${tolerance} s are allowed: set the clock, and sign every attempt anew`,
  };
}
