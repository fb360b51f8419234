import { createHash, randomBytes } from "node:crypto";

/** Makes what a provider makes new for every answer. */
export interface Fresh {
  /** So many hexadecimal digits. */
  hex(length: number): string;
  uuid(): string;
  /** Now, in ms since 1970; with a seed, a moment that is always the same. */
  date(): number;
}

/** Far enough in the future that what expires after it has not expired. */
const seededDate = Date.UTC(2040, 0, 1);

export function createFresh(seed: string | undefined, now: () => number): Fresh {
  let count = 0;
  const bytes = () =>
    seed === undefined ? randomBytes(32) : createHash("sha256").update(`${seed} ${count++}`).digest();
  const hex = (length: number): string => {
    let digits = "";
    while (digits.length < length) digits += bytes().toString("hex");
    return digits.slice(0, length);
  };
  const uuid = () => hex(32).replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-a$4-$5");
  return { hex, uuid, date: () => (seed === undefined ? now() : seededDate) };
}
