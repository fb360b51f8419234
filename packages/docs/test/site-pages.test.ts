import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, openSite, type Site, settled } from "./browser.ts";
import { pages } from "./pages.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

describe("every page", { timeout: wait }, () => {
  test.each(pages)("/%s loads without an error, asks no other host, sets no cookie", async (path) => {
    const { page, errors, requests } = await openPage(site);
    const answer = await page.goto(site.url + path);
    await settled(page);

    expect(answer?.status()).toBe(200);
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  test.each(pages)("/%s has no serious violation of accessibility, light and dark", async (path) => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await openPage(site, { colorScheme });
      await page.goto(site.url + path);
      await settled(page);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run();
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => ({ id, at: nodes.slice(0, 5).map(({ html }) => html.slice(0, 200)) }));
      });
      expect(found, colorScheme).toEqual([]);
      await page.context().close();
    }
  });

  test.each(pages)("/%s fits a phone", async (path) => {
    const { page } = await openPage(site, { viewport: { width: 360, height: 740 } });
    await page.goto(site.url + path);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.context().close();
  });
});

test("an address that is not there leads on, at any depth", { timeout: wait }, async () => {
  const root = await openSite();
  const { page } = await openPage(root);
  const answer = await page.goto(`${root.url}no/such/page`);
  expect(answer?.status()).toBe(404);
  await page.getByRole("link", { name: "the guides" }).click();
  await page.waitForURL(`${root.url}guides/`);
  await root.close();
});
