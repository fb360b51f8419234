/** Prints time to content and bytes of each page's first visit, gzip included: `npm run measure -w @jobwire/docs`. */
import { openSite } from "./browser.ts";
import { type Visit, visit } from "./first-visit.ts";
import { pages, references } from "./pages.ts";

const visits = 5;
const site = await openSite("/jobwire/");
const row = (cells: readonly (string | number)[]) =>
  process.stdout.write(
    `${String(cells[0]).padEnd(46)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(14))
      .join("")}\n`,
  );

row(["first visit, median of five", "content ms", "Redoc ms", "KB, gzip", "requests"]);
for (const path of pages) {
  const results: Visit[] = [];
  for (let count = 0; count < visits; count++) results.push(await visit(site, path));
  const median = (key: keyof Visit) =>
    results.map((result) => result[key]).sort((a, b) => a - b)[Math.floor(visits / 2)] ?? 0;
  const redoc = references.includes(path) ? Math.round(median("settled")) : "";
  row([
    `/${path}`,
    Math.round(median("content")),
    redoc,
    Math.round(median("bytes") / 1000),
    median("requests"),
  ]);
}
await site.close();
