import type { Finding } from "./finding.ts";

/** An answer that is not yet put into bytes. */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON; undefined: there is no body. */
  readonly body?: unknown;
}

/** How an answer fails to arrive as it should. */
export type Delivery = "reset" | "stall" | "stall-body" | "slow";

/** Of a slow answer, in ms. */
export const pauseBetweenBytes = 100;

/** Whether an answer of this status never has a body. */
export function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** What is put on the wire. */
export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly delivery?: Delivery | undefined;
}

/** An answer with a body of JSON. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** Puts an answer into bytes, and tells in a header of its own what is wrong with the request. */
export function toSent({ status, headers, body }: Answer, findings: readonly Finding[] = []): Sent {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { ...headers, ...violationsHeader(findings) }, body: text };
}

/** Clients refuse longer headers. */
const longest = 8000;

/** In characters, six at most of the header each; so that one finding always fits. */
const longestPart = 600;

function cut(text: string): string {
  return text.length > longestPart ? `${text.slice(0, longestPart)}…` : text;
}

/** As many findings as would fit if they said nothing. */
const most = longest / JSON.stringify({ at: "", message: "" }).length;

/** JSON, since a header holds no line feeds, and nothing beyond ASCII. */
function violationsHeader(findings: readonly Finding[]): Record<string, string> {
  const kept = findings.slice(0, most).map(({ at, message }) => ({ at: cut(at), message: cut(message) }));
  const toText = () =>
    JSON.stringify(kept).replace(
      /[^\x20-\x7e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  while (kept.length > 0 && toText().length > longest) kept.pop();
  return kept.length > 0 ? { "jobwire-violations": toText() } : {};
}
