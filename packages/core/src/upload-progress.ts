import { type BodyInput, sizeOf } from "./body.ts";

/** How far an upload has come. */
export interface UploadProgress {
  /** Bytes that have been handed over. A repeated attempt begins at 0. */
  readonly sent: number;
  /** The size of the body; undefined for a stream. */
  readonly total: number | undefined;
}

/** Makes what counts the bytes of one attempt, and reports the beginning. */
export function counting(
  onProgress: (progress: UploadProgress) => unknown,
  body: BodyInput | undefined,
): (bytes: number) => void {
  const total = sizeOf(body);
  let sent = 0;
  onProgress({ sent, total });
  return (bytes) => {
    sent += bytes;
    onProgress({ sent, total });
  };
}
