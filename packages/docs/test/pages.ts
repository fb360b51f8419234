import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { dist } from "../src/site/places.ts";
import type { SearchEntry } from "../src/site/search-index.ts";

/** The files of the built site, by their paths below its root. */
export const files: readonly string[] = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dist.length + 1)
      .split(sep)
      .join("/"),
  )
  .sort();

/** The pages as one visits them, such as `guides/errors/`; the landing page is the empty one. */
export const pages: readonly string[] = files
  .filter((file) => posix.basename(file) === "index.html")
  .map((file) => file.slice(0, -"index.html".length));

/** The pages that Redoc makes. */
export const references: readonly string[] = pages.filter((page) => /^(?!guides|specs)[^/]+\/$/.test(page));

/** The pages that have a whole reference without JavaScript. */
export const plainPages: readonly string[] = references.map((page) => `${page}plain/`);

const index = files.find((file) => posix.basename(file) === "search.json") ?? "";

/** The deep links to all operations, such as `cielo24/#/jobs/deletejob`: Redoc makes an operation when it comes into view. */
export const operations: readonly string[] = (
  JSON.parse(readFileSync(join(dist, index), "utf8")) as SearchEntry[]
).map(({ href }) => href);

/** One operation of each reference, for what is slow. */
export const someOperations: readonly string[] = references.map(
  (page) => operations.findLast((link) => link.startsWith(page)) ?? page,
);
