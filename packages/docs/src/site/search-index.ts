import type { Provider } from "../reference/index.ts";

/** One operation, as the browser's search knows it. */
export interface SearchEntry {
  /** `operationId`. */
  id: string;
  summary: string;
  method: string;
  path: string;
  /** Title of the provider. */
  provider: string;
  /** Below the site's root. */
  href: string;
  /** Everything else that finds it, in lower case, each word once. */
  words: string;
}

/** The entries of all operations. */
export function searchIndex(providers: readonly Provider[]): SearchEntry[] {
  return providers.flatMap(({ name, title, packageName, operations }) =>
    operations.map(({ id, summary, method, path, anchor, words }) => ({
      id,
      summary,
      method: method.toUpperCase(),
      path: path.replace(/^\/#/, "/ "), // a fragment is never sent: Tencent's actions are all `POST /`
      provider: title,
      href: `${name}/#${anchor}`,
      words: distinct(`${name} ${packageName} ${words}`),
    })),
  );
}

function distinct(text: string): string {
  return [...new Set(text.toLowerCase().split(/\s+/))].filter(Boolean).join(" ");
}
