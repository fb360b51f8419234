import type { SentRequest } from "../exchange/exchange.ts";
import type { Content } from "./content.ts";
import { acceptedCodings } from "./content-coding.ts";

/**
 * The headers that go out, names and values in turn: those of the request, and what frames its body. `first`
 * are those of the route.
 */
export function headerList(
  { method, headers }: SentRequest,
  { data, size, type }: Content,
  first: readonly string[],
): string[] {
  const list = [...first];
  const streamed = data !== undefined && size === undefined;
  for (const name in headers) {
    if (name === "host" || name === "transfer-encoding" || (name === "content-length" && !streamed)) continue;
    list.push(name, headers[name] as string);
  }
  if (type !== undefined && headers["content-type"] === undefined) list.push("content-type", type);
  if (headers["accept-encoding"] === undefined) list.push("accept-encoding", acceptedCodings);
  if (size !== undefined) list.push("content-length", String(size));
  else if (!streamed && /^P(OST|UT|ATCH)$/.test(method)) list.push("content-length", "0");
  else if (streamed && headers["content-length"] === undefined) list.push("transfer-encoding", "chunked");
  return list;
}
