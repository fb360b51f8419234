import { readFileSync } from "node:fs";
import { nearest } from "@jobwire/core";

const folder = new URL("../bundles/", import.meta.url);

/** The bundles that the mock of each provider serves: the provider's own, and those that it depends on. */
const index: Readonly<Record<string, readonly string[]>> = read("index");

/** The names of the providers that have a mock. */
export const providers: readonly string[] = Object.keys(index);

/** The specs that a provider's mock serves. */
export function loadBundles(provider: string): object[] {
  if (!Object.hasOwn(index, provider)) throw new Error(unknownProvider(provider));
  return (index[provider] as readonly string[]).map((name) => read<object>(name));
}

function unknownProvider(provider: unknown): string {
  const meant = typeof provider === "string" ? nearest(provider, providers) : undefined;
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  return `provider: expected one of ${providers.join(", ")}, got ${JSON.stringify(provider)}${hint}`;
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Content;
}
