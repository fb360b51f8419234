import { isRecord } from "./answer.ts";
import { FieldError, typeName } from "./field.ts";
import { formOfParts, stringifyForm } from "./form.ts";
import { stringifyJson } from "./json.ts";

/** A body as `fetch` takes it. Named by `RequestInit`, since `BodyInit` is not among the types of Node. */
export type BodyInput = NonNullable<RequestInit["body"]>;

/** A file that is uploaded. A stream is sent once only, and in chunks unless a header tells its length. */
export type FileInput = Blob | ReadableStream<Uint8Array> | Uint8Array | ArrayBuffer | string;

/** The media type of a body that goes without one: the provider asks for none, or takes any. */
export const anyMediaType = "*/*";

/** Writes a body by the media type that the spec gives it. */
export function writeBody(content: string | undefined, body: unknown): BodyInput | undefined {
  if (content === undefined) return undefined;
  // Text would be sent as text/plain.
  if (content === anyMediaType && typeof body === "string") return new TextEncoder().encode(body);
  if (/[/+]json\b/.test(content)) return stringifyJson(body);
  if (isBodyInput(body)) return body;
  if (content === "application/x-www-form-urlencoded" && isRecord(body)) return stringifyForm(body);
  if (content === "multipart/form-data" && isRecord(body)) return formOfParts(body);
  throw new FieldError("body", `expected a string, bytes, a Blob or a stream, got ${typeName(body)}`);
}

export function isStream(value: unknown): value is ReadableStream<Uint8Array> {
  return typeof value === "object" && value instanceof ReadableStream;
}

/** By their tags, since Node loads all of its `fetch` when the class `FormData` is named. */
const taken = /^\[object (Blob|File|ArrayBuffer|FormData|ReadableStream|URLSearchParams)\]$/;

function isBodyInput(body: unknown): body is BodyInput {
  return (
    typeof body === "string" || ArrayBuffer.isView(body) || taken.test(Object.prototype.toString.call(body))
  );
}

/** The size of a body in bytes; undefined where it is not known before it has been sent. */
export function sizeOf(body: BodyInput | undefined): number | undefined {
  if (body === undefined) return 0;
  if (typeof body === "string") return new TextEncoder().encode(body).length;
  if ("byteLength" in body) return body.byteLength;
  return "size" in body && typeof body.size === "number" ? body.size : undefined;
}
