import { multipart, urlencoded } from "./body-type.ts";
import type { Finding } from "./finding.ts";
import type { Incoming } from "./incoming.ts";
import { isJson, parseJson } from "./json.ts";
import { parseMultipart } from "./multipart.ts";
import { brokenEncodingAt } from "./percent-encoding.ts";

/** The value of a body, read as a media type; or why it has none. */
export async function parseBody(
  { body = Buffer.alloc(0), headers, size }: Incoming,
  type: string,
): Promise<{ value: unknown } | { unreadable: Finding }> {
  if (type === multipart) return parseMultipart(body, headers["content-type"] ?? "");
  const text = body.toString("utf8");
  const broken = type === urlencoded ? brokenEncodingAt(text) : undefined;
  if (broken !== undefined) {
    // Not quoted: it may be a secret.
    const message = `expected percent-encoded UTF-8, got text that is none at position ${broken}`;
    return { unreadable: { at: "body", message } };
  }
  // Of an upload only the beginning is kept, which is not what its example is.
  if (!isJson(type)) return { value: size === undefined ? text : undefined };
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed;
  return { unreadable: { at: "body", message: `expected JSON, got ${parsed.reason}` } };
}
