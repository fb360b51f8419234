/** Prints time to content and bytes of each page's first visit, gzip included: `npm run measure -w @jobwire/docs`. */
import { openPage, openSite } from "./browser.ts";
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
  for (let visit = 0; visit < visits; visit++) results.push(await measure(path));
  const median = (key: keyof Visit) =>
    results.map((result) => result[key]).sort((a, b) => a - b)[Math.floor(visits / 2)] ?? 0;
  const redoc = references.includes(path) ? Math.round(median("redoc")) : "";
  row([
    `/${path}`,
    Math.round(median("content")),
    redoc,
    Math.round(median("bytes") / 1000),
    median("requests"),
  ]);
}
await site.close();

interface Visit {
  /** To the first text or picture, in ms. */
  content: number;
  /** Until Redoc has taken over, in ms. */
  redoc: number;
  bytes: number;
  requests: number;
}

async function measure(path: string): Promise<Visit> {
  const { page, requests } = await openPage(site);
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  const start = performance.now();
  await page.goto(site.url + path, { waitUntil: "commit" });
  if (references.includes(path)) {
    await page.locator(".reference-redoc [data-section-id]:visible").first().waitFor();
  }
  const redoc = performance.now() - start;
  await page.waitForLoadState("networkidle");
  const content = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await page.context().close();
  return { content, redoc, bytes, requests: requests.length };
}
