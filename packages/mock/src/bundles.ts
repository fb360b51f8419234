import { readFileSync } from "node:fs";
import { expectOneOf } from "./expect.ts";

const folder = new URL("../bundles/", import.meta.url);

/** The bundles that the mock of each provider serves: the provider's own, and those that it depends on. */
const index: Readonly<Record<string, readonly string[]>> = read("index");

/** The names of the providers that have a mock. */
export const providers: readonly string[] = Object.keys(index);

/** Specs by their names. */
export type Bundles = Readonly<Record<string, object>>;

const loaded = new Map<string, Bundles>();

/** The specs that a provider's mock serves; they are read once. */
export function loadBundles(provider: string): Bundles {
  const names = index[expectOneOf("provider", provider, providers)] ?? [];
  const bundles = loaded.get(provider) ?? Object.fromEntries(names.map((name) => [name, read<object>(name)]));
  loaded.set(provider, bundles);
  return bundles;
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Content;
}
