import type { Operation } from "./operations.ts";

/** A file, of whatever content type. */
export const anyType = "*/*";

/** A file, and said to be one; also what a body without a content type is. */
export const octets = "application/octet-stream";

export const urlencoded = "application/x-www-form-urlencoded";
export const multipart = "multipart/form-data";

/** As what an operation takes a body with this `Content-Type`; undefined: it does not take it. */
export function bodyTypeOf({ takes }: Operation, contentType: string | undefined): string | undefined {
  const given = essence(contentType) || octets;
  return takes.find((type) => type === given) ?? takes.find((type) => type === anyType);
}

/** Whether a body of this media type is a file: bytes of which nothing needs to be known. */
export function isFile(mediaType: string | undefined): boolean {
  return mediaType === anyType || mediaType === octets;
}

/** Whether a body of this media type is a form: names and values, in one part or in several. */
export function isForm(mediaType: string): boolean {
  return mediaType === urlencoded || mediaType === multipart;
}

/** The media type without parameters; empty if there is none. */
export function essence(type = ""): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
