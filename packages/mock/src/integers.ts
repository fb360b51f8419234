import type { Finding } from "./finding.ts";
import type { Incoming } from "./incoming.ts";
import type { InputSchema } from "./input-schema.ts";
import type { Operation } from "./operations.ts";
import { pathValue } from "./path-value.ts";

/**
 * Adds what Prism overlooks: it takes whatever JavaScript makes an integer of, as `0x10`, `1e3` or nothing but a
 * blank, for one. In paths, queries and headers these are no integers to a provider.
 */
export function withIntegers(
  findings: readonly Finding[],
  incoming: Incoming,
  operation: Operation,
): Finding[] {
  const { path = [], query = [], headers = [] } = operation.prism.request ?? {};
  const parameters = new URLSearchParams(incoming.query);
  const given: readonly (readonly [string, Named, readonly string[]])[] = [
    ...path.map(
      (each) => ["path", each, texts(pathValue(incoming.path, operation.path, each.name))] as const,
    ),
    ...query.map((each) => ["query", each, parameters.getAll(each.name)] as const),
    ...headers.map((each) => ["header", each, texts(incoming.headers[each.name.toLowerCase()])] as const),
  ];
  const added = given.flatMap(([part, { name, schema }, values]) => {
    const at = `${part}.${name}`;
    const wrong = values.find((value) => !/^-?\d{1,20}$/.test(value));
    if (wrong === undefined || !isInteger(schema) || findings.some((finding) => finding.at === at)) return [];
    return [{ at, message: `must be integer, got ${JSON.stringify(wrong.slice(0, 80))}`, keyword: "type" }];
  });
  return [...findings, ...added];
}

interface Named {
  readonly name: string;
  readonly schema?: unknown;
}

function isInteger(schema: unknown): boolean {
  const { type } = (schema ?? {}) as InputSchema;
  return [type].flat().includes("integer") && ![type].flat().includes("string");
}

function texts(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
