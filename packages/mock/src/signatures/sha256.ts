import { createHash } from "node:crypto";

/** In lower-case hexadecimal digits; a string counts as UTF-8. */
export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
