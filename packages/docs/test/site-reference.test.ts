import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInView, openPage, openSite, type Site, settled } from "./browser.ts";
import { visit } from "./first-visit.ts";
import { references } from "./pages.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

describe("the reference", { timeout: wait }, () => {
  const operations = ["huawei-dli/#/flink-jobs/deleteflinkjob", "cielo24/#/jobs/deletejob"];

  test.each(operations)("a deep link opens there: %s", async (path) => {
    const { page } = await openPage(site);
    await page.goto(site.url + path);
    await settled(page);
    const heading = page.getByRole("heading", { name: /Delete a (Flink )?job/ }).first();
    await expect.poll(() => isInView(heading), { timeout: 20_000 }).toBe(true);
    await page.context().close();
  });

  test.each(operations)("the same link opens there without JavaScript: %s", async (path) => {
    const { page } = await openPage(site, { javaScriptEnabled: false });
    await page.goto(site.url + path);
    expect(await isInView(page.getByRole("heading", { name: /Delete a (Flink )?job/ }).first())).toBe(true);
    await page.context().close();
  });

  test("members of members are as readable as others: Redoc's colours of levels are not", async () => {
    const { page } = await openPage(site);
    await page.goto(`${site.url}tencent-batch/#/configuration/describeavailablecvminstancetypes`);
    await settled(page);
    const names = page.locator(".schema-name");
    await page.locator(".schema-property-item .schema-property-item .schema-name").first().waitFor();
    const colors = await names.evaluateAll((all) => all.map((name) => getComputedStyle(name).color));
    expect(colors.length).toBeGreaterThan(5);
    expect(new Set(colors).size).toBe(1);
    await page.context().close();
  });

  test("a first visit transfers at most 800 KB", async () => {
    for (const path of references) {
      const { bytes } = await visit(site, path);
      expect(bytes, path).toBeGreaterThan(100_000); // the script was counted
      expect(bytes, path).toBeLessThanOrEqual(800_000);
    }
  });
});
