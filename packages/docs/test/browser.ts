import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { serve } from "../src/serve.ts";

/** The built site, served, and a browser to look at it. */
export interface Site {
  /** Of the landing page, with a slash at its end. */
  url: string;
  browser: Browser;
  close(): Promise<void>;
}

/** Starts a server of the built site and the browser of this machine. */
export async function openSite(base = "/"): Promise<Site> {
  const served = await serve({ base });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
  const close = async () => {
    await browser.close();
    await served.close();
  };
  return { url: served.url, browser, close };
}

/** A page in a session of its own, without cache, that notes what goes wrong. */
export async function openPage(
  { browser }: Site,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[]; requests: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("requestfailed", (request) => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("request", (request) => requests.push(request.url()));
  return { page, errors, requests };
}

/** Waits until the page is as it will stay: on a reference, until Redoc shows it, or the operation that is linked to. */
export async function settled(page: Page): Promise<void> {
  if ((await page.locator(".reference").count()) > 0) {
    const operation = new URL(page.url()).hash.slice(1);
    const wanted = operation === "" ? "[data-section-id]" : `[data-section-id="${operation}"] pre`;
    await page.locator(`.reference-redoc ${wanted}`).filter({ visible: true }).first().waitFor();
    await page.waitForLoadState("networkidle");
  }
}

/** Whether an element lies in the part of the page that one sees. */
export async function isInView(element: Locator): Promise<boolean> {
  const [box, size] = [await element.boundingBox(), element.page().viewportSize()];
  return box !== null && size !== null && box.y >= 0 && box.y < size.height;
}

async function findBrowser(): Promise<string> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const name of ["chromium", "google-chrome", "chromium-browser"]) {
    for (const folder of folders) {
      const path = join(folder, name);
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      if (isThere) return path;
    }
  }
  throw new Error("the tests of the site need chromium: apt-get install chromium");
}
