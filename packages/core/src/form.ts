import { FieldError } from "./field.ts";
import { checkTextValue, toTextValue } from "./text-value.ts";

/** Writes members as `application/x-www-form-urlencoded`; an array repeats its name. */
export function stringifyForm(members: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [name, part] of parts(members)) {
    checkTextValue(name, part);
    form.append(name, String(part));
  }
  return form.toString();
}

/** Makes a form of parts: bytes and Blobs are files, named as they are or as their members. */
export function formOfParts(members: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, part] of parts(members)) {
    if (part instanceof Blob) form.append(name, part, (part as File).name ?? name);
    else if (ArrayBuffer.isView(part) || part instanceof ArrayBuffer)
      form.append(name, new Blob([part as ArrayBuffer]), name);
    else if (part instanceof ReadableStream)
      throw new FieldError(name, "expected text, bytes or a Blob, got a stream, whose size is not known");
    else {
      checkTextValue(name, part);
      form.append(name, String(part));
    }
  }
  return form;
}

function* parts(members: Readonly<Record<string, unknown>>): Generator<[name: string, value: unknown]> {
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    for (const part of [toTextValue(value)].flat()) yield [name, part];
  }
}
