import type { Incoming } from "../incoming.ts";
import { quote } from "./quote.ts";
import { type BadSignature, malformed } from "./refusal.ts";

/** Refuses a list (lower-case names) with a name twice, without a required one, or with one that did not come. */
export function checkSignedHeaders(
  names: readonly string[],
  required: readonly string[],
  headers: Incoming["headers"],
): BadSignature | undefined {
  const left = required.find((name) => !names.includes(name));
  if (left !== undefined) return malformed(`SignedHeaders lacks ${left}: it must be signed`);
  const absent = names.find((name) => !Object.hasOwn(headers, name));
  if (absent !== undefined) {
    return malformed(`SignedHeaders names ${quote(absent)}, but the request has no such header`);
  }
  if (new Set(names).size < names.length) return malformed("SignedHeaders names a header twice");
  return undefined;
}
