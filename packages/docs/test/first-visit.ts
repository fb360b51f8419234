import { openPage, type Site, settled } from "./browser.ts";

/** What a first visit of a page costs. */
export interface Visit {
  /** Until the static text is painted, in ms. */
  content: number;
  /** Until the page is as it will stay, in ms: on a reference, until Redoc has taken over. */
  settled: number;
  /** Over the wire, packed. */
  bytes: number;
  requests: number;
}

/** Visits a page without a cache. */
export async function visit(site: Site, path: string): Promise<Visit> {
  const { page, requests } = await openPage(site);
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await page.addInitScript(noteContent);
  const start = performance.now();
  await page.goto(site.url + path, { waitUntil: "commit" });
  await page.waitForLoadState("domcontentloaded");
  await settled(page);
  const end = performance.now() - start;
  await page.waitForLoadState("networkidle");
  const content = await page.evaluate(() =>
    Math.max(
      Number(document.documentElement.dataset.content ?? Number.NaN),
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    ),
  );
  await page.context().close();
  return { content, settled: end, bytes, requests: requests.length };
}

/** Runs in the page: notes the first frame after the footer, so with all of the text that the server sent. */
function noteContent(): void {
  const look = () => {
    if (!document.querySelector(".site-footer")) requestAnimationFrame(look);
    else
      requestAnimationFrame((time) => {
        document.documentElement.dataset.content = String(time);
      });
  };
  requestAnimationFrame(look);
}
