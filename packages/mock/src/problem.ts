import { STATUS_CODES } from "node:http";
import type { Answer } from "./answer.ts";

/** An answer of the mock itself, which no provider gives: problem details as of RFC 9457. */
export class Problem extends Error {
  readonly status: number;
  /** Where the request is at fault; undefined: it is not. */
  readonly at: string | undefined;

  constructor(status: number, detail: string, at?: string) {
    super(detail);
    this.status = status;
    this.at = at;
  }

  toAnswer(): Answer {
    const { status, message: detail } = this;
    const title = STATUS_CODES[status] ?? "Error";
    return {
      status,
      headers: { "content-type": "application/problem+json" },
      body: { type: "about:blank", title, status, detail },
    };
  }
}
