/** Why a request's credentials are not accepted. */
export interface BadSignature {
  /**
   * malformed: what the scheme needs is missing or not in its form. unknown-key: another key id than the
   * accepted one. expired: signed too long ago, or in the future. mismatch: another signature than computed.
   */
  readonly reason: "malformed" | "unknown-key" | "expired" | "mismatch";
  /** What is wrong and how to mend it. Holds no key and no signature. */
  readonly message: string;
}

export function malformed(message: string): BadSignature {
  return { reason: "malformed", message };
}

/** Refuses another key id. The one that came is not repeated: whoever mixes up id and secret would see the secret. */
export function checkKeyId(
  name: string,
  given: string | undefined,
  accepted: string,
): BadSignature | undefined {
  if (given === accepted) return undefined;
  return { reason: "unknown-key", message: `${name} is not known here: use ${accepted} and its secret` };
}
