import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProviders } from "../src/reference/index.ts";
import { openPage, openSite, type Site, settled } from "./browser.ts";

const wait = 120_000;
const operations = (await loadProviders()).flatMap(({ name, operations }) =>
  operations.map((operation) => ({ ...operation, address: `${name}/#${operation.anchor}` })),
);
let site: Site;
beforeAll(async () => {
  site = await openSite();
}, wait);
afterAll(() => site.close());

test.each(operations)(
  "Redoc shows $address, and no button that copies a part of it as YAML",
  { timeout: wait },
  async ({ address, anchor, call, mockAnswers }) => {
    const { page } = await openPage(site);
    await page.goto(site.url + address);
    await settled(page);
    const section = page.locator(`[data-section-id="${anchor}"]`).first();
    await section.getByRole("row", { name: /^By name/ }).waitFor();

    const text = (await section.innerText()).replace(/\s+/g, " ");
    expect(text).toContain(call);
    for (const { prefer } of mockAnswers) expect(text).toContain(prefer);
    expect(text).not.toMatch(
      /\bx-(retry|evidence|error-codes|lifecycle|pagination|envelope|waiter|when|unset|written)\b/,
    );

    const copy = page.getByRole("button", { name: "Copy" }).filter({ hasText: "Copy" });
    expect(await copy.filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "More actions" }).count()).toBe(0);
    await page.context().close();
  },
);
