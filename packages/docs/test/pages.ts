import { readdirSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { dist } from "../src/site/places.ts";

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
