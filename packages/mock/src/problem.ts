import { STATUS_CODES } from "node:http";
import type { Answer } from "./answer.ts";

/** An answer of the mock itself, which no spec documents: problem details as of RFC 9457. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }

  toAnswer(): Answer {
    const { status, message: detail } = this;
    return problemAnswer(
      { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail },
      this.headers,
    );
  }
}

/** Problem details as an answer. */
export function problemAnswer(
  details: { readonly status: number; readonly [member: string]: unknown },
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status: details.status,
    headers: { ...headers, "content-type": "application/problem+json" },
    body: JSON.stringify(details),
    violations: [],
  };
}
