import { type BodyInput, sizeOf } from "./body.ts";
import { causes } from "./causes.ts";

/** How far an upload has come. */
export interface UploadProgress {
  /** Bytes that have been handed over. A repeated attempt begins at 0. */
  readonly sent: number;
  /** The size of the body; undefined for a stream whose length no header tells. */
  readonly total: number | undefined;
}

/** Marks what the caller's own function threw, so that it is not taken for a lost connection. */
class ListenerFailed extends Error {}

/** Makes what counts the bytes of one attempt, and reports the beginning. `length`: what the header tells. */
export function counting(
  onProgress: (progress: UploadProgress) => unknown,
  body: BodyInput | undefined,
  length: string | undefined,
): (bytes: number) => void {
  const total = sizeOf(body) ?? (length === undefined ? undefined : Number(length));
  let sent = 0;
  const count = (bytes: number) => {
    sent += bytes;
    try {
      onProgress({ sent, total });
    } catch (cause) {
      throw new ListenerFailed("onProgress failed", { cause });
    }
  };
  count(0);
  return count;
}

/** Throws what `onProgress` threw, if an attempt failed by that. */
export function throwIfListenerFailed(error: unknown): void {
  const failed = causes(error).find((each) => each instanceof ListenerFailed);
  if (failed) throw (failed as ListenerFailed).cause;
}
