import type { BodyInput } from "../body.ts";
import { formBlob } from "./form-data.ts";

/** A body as it is sent. */
export interface Content {
  readonly data: string | Uint8Array | Blob | ReadableStream<Uint8Array> | undefined;
  /** In bytes; undefined: not known before all is sent. */
  readonly size: number | undefined;
  /** The media type where the request names none. */
  readonly type: string | undefined;
}

const none: Content = { data: undefined, size: undefined, type: undefined };

/**
 * What `fetch` would send for a body. Kinds are told by their tag, since to name the classes of some of them
 * is to load Node's `fetch`.
 */
export function contentOf(body: BodyInput | undefined): Content {
  if (typeof body === "string") return text(body, "text/plain;charset=UTF-8");
  if (body === undefined || body === null) return none;
  if (ArrayBuffer.isView(body)) {
    return bytes(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  }
  switch (Object.prototype.toString.call(body).slice(8, -1)) {
    case "ArrayBuffer":
    case "SharedArrayBuffer":
      return bytes(new Uint8Array(body as ArrayBuffer));
    case "URLSearchParams":
      return text(String(body), "application/x-www-form-urlencoded;charset=UTF-8");
    case "Blob":
    case "File":
      return blob(body as Blob);
    case "FormData":
      return blob(formBlob(body as FormData));
    case "ReadableStream":
      return { data: body as ReadableStream<Uint8Array>, size: undefined, type: undefined };
    default:
      throw new TypeError("a body is a string, bytes, a Blob, a form or a stream");
  }
}

function text(data: string, type: string): Content {
  const size = Buffer.byteLength(data);
  // Text beyond ASCII goes as bytes: Node would write the headers in the encoding of the text.
  return { data: size === data.length ? data : Buffer.from(data), size, type };
}

function bytes(data: Uint8Array): Content {
  return { data, size: data.byteLength, type: undefined };
}

function blob(data: Blob): Content {
  return { data, size: data.size, type: data.type || undefined };
}
