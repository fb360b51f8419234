import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, openSite, type Site, settled } from "./browser.ts";
import { pages, someOperations } from "./pages.ts";

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

/** A busy machine may still be drawing: what is wrong for good is found by the last look, too. */
async function expectAccessible(page: Page, message = ""): Promise<void> {
  await expect.poll(() => violations(page), { timeout: 10_000, message }).toEqual([]);
}

/** Opens a page as it is looked at. */
async function open(path: string, look: keyof typeof looks) {
  const opened = await openPage(site, looks[look]);
  const answer = await opened.page.goto(site.url + path);
  await settled(opened.page);
  return { ...opened, status: answer?.status() };
}

// The other operations of the references have a file of their own.
describe.each([...pages, ...someOperations])("/%s", { timeout: wait }, (path) => {
  test("loads without an error, asks no other host, sets no cookie, is accessible", async () => {
    const { page, status, errors, requests } = await open(path, "light");
    expect(status).toBe(200);
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await expectAccessible(page);
    await page.context().close();
  });

  test("is accessible in dark colours", async () => {
    const { page } = await open(path, "dark");
    await expectAccessible(page);
    await page.context().close();
  });

  test("fits a phone, and is accessible there", async () => {
    const { page } = await open(path, "phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
    await page.context().close();
  });
});

describe("the search", { timeout: wait }, () => {
  test.each(["", "guides/"])(
    "on /%s has no serious violation of accessibility while it is open, or finds nothing",
    async (path) => {
      for (const [name, options] of Object.entries(looks)) {
        const { page } = await openPage(site, options);
        await page.goto(site.url + path);
        await page.getByRole("combobox").fill("delete");
        await page.getByRole("option").first().waitFor();
        await expectAccessible(page, name);
        await page.getByRole("combobox").fill("zebra crossing");
        await page.getByText("Nothing found").waitFor();
        await expectAccessible(page, name);
        await page.context().close();
      }
    },
  );
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
