import type { Finding } from "./finding.ts";

/** A form in parts, as the text of the same form in one part; files are their content. */
export async function parseMultipart(
  body: Buffer,
  contentType: string,
): Promise<{ value: string } | { unreadable: Finding }> {
  if (!/;\s*boundary=/i.test(contentType)) {
    const message = "expected multipart/form-data with a boundary, got no boundary";
    return { unreadable: { at: "header.content-type", message } };
  }
  try {
    const headers = { "content-type": contentType };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const fields = [...form].map(async ([name, value]) => [
      name,
      // Whatever the lines of a text ended in, they are sent with CRLF.
      typeof value === "string" ? value.replaceAll("\r\n", "\n") : await value.text(),
    ]);
    return { value: String(new URLSearchParams(await Promise.all(fields))) };
  } catch {
    const message = "expected multipart/form-data, got parts that are none, or do not end";
    return { unreadable: { at: "body", message } };
  }
}
