const lineEnd = "\r\n";

/**
 * A form as `multipart/form-data`. It is a Blob, so that its size is known, and that the files in it are read
 * only when they are sent.
 */
export function formBlob(form: FormData): Blob {
  const boundary = `----jobwire${crypto.randomUUID().replaceAll("-", "")}`;
  const parts: BlobPart[] = [];
  for (const [name, value] of form) {
    const disposition = `--${boundary}${lineEnd}Content-Disposition: form-data; name="${quoted(normalized(name))}"`;
    if (typeof value === "string") {
      parts.push(`${disposition}${lineEnd}${lineEnd}${normalized(value)}${lineEnd}`);
    } else {
      const type = value.type || "application/octet-stream";
      const file = `; filename="${quoted(value.name)}"${lineEnd}Content-Type: ${type}`;
      parts.push(`${disposition}${file}${lineEnd}${lineEnd}`, value, lineEnd);
    }
  }
  parts.push(`--${boundary}--${lineEnd}`);
  return new Blob(parts, { type: `multipart/form-data; boundary=${boundary}` });
}

type BlobPart = string | Blob;

function normalized(text: string): string {
  return text.replace(/\r\n?|\n/g, lineEnd);
}

function quoted(text: string): string {
  return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}
