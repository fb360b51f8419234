import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, openSite, type Site, settled } from "./browser.ts";
import { operations, pages, someOperations } from "./pages.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 } },
} as const;

/** What axe finds serious or critical. */
async function violations(page: Page): Promise<{ id: string; at: string[] }[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => ({ id, at: nodes.slice(0, 5).map(({ html }) => html.slice(0, 200)) }));
  });
}

describe("every page", { timeout: wait }, () => {
  test.each([...pages, ...operations])(
    "/%s loads without an error, asks no other host, sets no cookie",
    async (path) => {
      const { page, errors, requests } = await openPage(site);
      const answer = await page.goto(site.url + path);
      await settled(page);

      expect(answer?.status()).toBe(200);
      expect(errors).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob):/.test(url))).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      await page.context().close();
    },
  );

  test.each([...pages, ...someOperations])("/%s has no serious violation of accessibility", async (path) => {
    for (const [name, options] of Object.entries(looks)) {
      const { page } = await openPage(site, options);
      await page.goto(site.url + path);
      await settled(page);
      expect(await violations(page), name).toEqual([]);
      await page.context().close();
    }
  });

  test.each(["", "guides/"])("/%s has none while the search is open, or finds nothing", async (path) => {
    for (const [name, options] of Object.entries(looks)) {
      const { page } = await openPage(site, options);
      await page.goto(site.url + path);
      await page.getByRole("combobox").fill("delete");
      await page.getByRole("option").first().waitFor();
      expect(await violations(page), name).toEqual([]);
      await page.getByRole("combobox").fill("zebra crossing");
      await page.getByText("Nothing found").waitFor();
      expect(await violations(page), name).toEqual([]);
      await page.context().close();
    }
  });

  test.each([...pages, ...operations])("/%s fits a phone", async (path) => {
    const { page } = await openPage(site, looks.phone);
    await page.goto(site.url + path);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.context().close();
  });
});

test("an address that is not there leads on, at any depth", { timeout: wait }, async () => {
  const root = await openSite(process.env.DOCS_BASE); // the only page that knows where it stands
  const { page } = await openPage(root);
  const answer = await page.goto(`${root.url}no/such/page`);
  expect(answer?.status()).toBe(404);
  await page.getByRole("link", { name: "the guides" }).click();
  await page.waitForURL(`${root.url}guides/`);
  await root.close();
});
