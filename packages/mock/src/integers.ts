import type { Finding } from "./finding.ts";
import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import { hasType, textsOf } from "./parameters.ts";

/**
 * Adds what Prism overlooks: it takes whatever JavaScript makes an integer of, as `0x10`, `1e3` or nothing but a
 * blank, for one. In paths, queries and headers these are no integers to a provider.
 */
export function withIntegers(
  findings: readonly Finding[],
  incoming: Incoming,
  { parameters, path }: Operation,
): Finding[] {
  const added = parameters.flatMap((parameter) => {
    const { part, name, schema } = parameter;
    if (!hasType(schema, "integer") || hasType(schema, "string")) return [];
    const at = `${part}.${name}`;
    const wrong = textsOf(parameter, incoming, path).find((text) => !/^-?\d{1,20}$/.test(text));
    if (wrong === undefined || findings.some((finding) => finding.at === at)) return [];
    return [{ at, message: `must be integer, got ${JSON.stringify(wrong.slice(0, 80))}`, keyword: "type" }];
  });
  return [...findings, ...added];
}
