import type { Incoming } from "../incoming.ts";

/** Whether a request says that its body is a form. */
export function isForm(headers: Incoming["headers"]): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers["content-type"] ?? "");
}

export function formOf(body: Buffer | undefined): URLSearchParams {
  return new URLSearchParams(body?.toString("utf8"));
}
