/** The reference of each provider: what the site's pages are made from, and the pages themselves. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Provider } from "./provider.ts";
import { redocDefinition, redocScript } from "./redoc.ts";

export type { Operation } from "./operation.ts";
export { plainPage, type ReferenceSite, referencePage } from "./page.ts";
export { loadProviders, type Provider } from "./provider.ts";
export type { Sample } from "./samples/sample.ts";

/**
 * The files that the pages of the references load, by name: styles and scripts for all, and for each provider the
 * definition that Redoc shows.
 */
export async function referenceAssets(providers: readonly Provider[]): Promise<Record<string, string>> {
  const own = (name: string) => readFile(join(import.meta.dirname, "browser", name), "utf8");
  return {
    "redoc.js": await redocScript(),
    "reference.js": await own("reference.js"),
    "reference.css": await own("reference.css"),
    ...Object.fromEntries(
      providers.map((provider) => [`${provider.name}.json`, JSON.stringify(redocDefinition(provider))]),
    ),
  };
}
