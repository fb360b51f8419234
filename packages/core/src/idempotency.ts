import { hex } from "./sha256.ts";

/** A key that no other call has: 128 random bits, in hexadecimal digits. */
export function createIdempotencyKey(): string {
  // `crypto.randomUUID` is missing from pages that came over plain http.
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}
