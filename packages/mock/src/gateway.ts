import { STATUS_CODES } from "node:http";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operations.ts";
import { findDocumented } from "./preferences.ts";
import type { NextFault } from "./stubs.ts";

/** The answer that a gateway gives in place of the provider; undefined: the fault is none of an answer. */
export function gatewayAnswer({ kind, retryAfter }: NextFault, operation: Operation): Answer | undefined {
  if (kind === "bad-gateway") return page(502);
  if (kind !== "throttled") return undefined;
  const documented = findDocumented(operation, "429", undefined) ?? page(429);
  return { ...documented, headers: { ...documented.headers, "retry-after": String(retryAfter) } };
}

function page(status: number): Answer {
  const title = `${status} ${STATUS_CODES[status]}`;
  const body = `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}
