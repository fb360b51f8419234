import { isRecord } from "./answer.ts";
import { FieldError, typeName } from "./field.ts";
import { stringifyForm } from "./form.ts";
import { stringifyJson } from "./json.ts";

/** A body as `fetch` takes it. Named by `RequestInit`, since `BodyInit` is not among the types of Node. */
export type BodyInput = NonNullable<RequestInit["body"]>;

/** Writes a body by the media type that the spec gives it. */
export function writeBody(content: string | undefined, body: unknown): BodyInput | undefined {
  if (content === undefined) return undefined;
  if (/[/+]json\b/.test(content)) return stringifyJson(body);
  if (isBodyInput(body)) return body;
  if (content === "application/x-www-form-urlencoded" && isRecord(body)) return stringifyForm(body);
  throw new FieldError("body", `expected a string, bytes, a Blob or a stream, got ${typeName(body)}`);
}

const classes = [Blob, ArrayBuffer, FormData, ReadableStream, URLSearchParams];

function isBodyInput(body: unknown): body is BodyInput {
  return (
    typeof body === "string" || ArrayBuffer.isView(body) || classes.some((known) => body instanceof known)
  );
}
