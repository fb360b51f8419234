import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, openSite, type Site, settled } from "./browser.ts";
import { references, someOperations } from "./pages.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

describe("the keyboard", { timeout: wait }, () => {
  test.each(["", "guides/authentication/", "specs/", ...references, ...someOperations])(
    "reaches everything on /%s",
    async (path) => {
      const { page } = await openPage(site);
      await page.goto(site.url + path);
      await settled(page);
      // Whatever a pointer could use: what is meant for it by its element, and what shows a hand.
      const count = await page.evaluate(() => {
        const reach = "a[href], button, input, select, textarea, summary, [tabindex='0']";
        const shown = (element: Element) =>
          element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        // A picture of a button within a link is no target of its own.
        const named = [...document.querySelectorAll(reach)].filter(
          (element) =>
            !element.matches("a[href] [aria-hidden=true]") && !(element as HTMLButtonElement).disabled,
        );
        const byHand = [...document.querySelectorAll("main *")].filter(
          (element) =>
            getComputedStyle(element).cursor === "pointer" &&
            !element.closest(`${reach}, label, [role=option]`) &&
            !element.querySelector(reach),
        );
        const targets = [...named, ...byHand].filter(shown);
        for (const element of targets) element.setAttribute("data-target", "");
        document.addEventListener("focusin", ({ target }) => {
          (target as Element).removeAttribute("data-target");
          // Of tabs, one is a stop; arrows lead from it to the others.
          const tabs = (target as Element).closest("[role=tablist]");
          for (const tab of tabs?.querySelectorAll('[role=tab][tabindex="-1"]') ?? [])
            tab.removeAttribute("data-target");
        });
        return targets.length;
      });
      expect(count).toBeGreaterThan(8);
      for (let presses = 0; presses < count * 2 + 20; presses++) await page.keyboard.press("Tab");
      const missed = await page.evaluate(() =>
        [...document.querySelectorAll("[data-target]")].map((element) => element.outerHTML.slice(0, 200)),
      );
      expect(missed).toEqual([]);
      await page.context().close();
    },
  );

  test("the first stop is a way past the header", async () => {
    const { page } = await openPage(site);
    await page.goto(`${site.url}guides/errors/`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await page.context().close();
  });
});

describe("a copy button", { timeout: wait }, () => {
  test.each(["huawei-dli/#/flink-jobs/deleteflinkjob", "cielo24/#/jobs/deletejob"])(
    "on /%s copies what is shown",
    async (path) => {
      const { page } = await openPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
      await page.goto(site.url + path);
      await settled(page);
      const block = page.locator(".reference-redoc pre", { hasText: "import { create" }).first();
      const shown = await block.innerText();
      await block.locator("xpath=..").getByRole("button", { name: "Copy" }).click();
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(clipboard, { timeout: 20_000 }).toContain("await ");
      expect((await clipboard()).trimEnd()).toBe(shown.trimEnd());
      await page.context().close();
    },
  );

  test.each(["", "guides/start/", "guides/contract-tests/"])("on /%s copies what is shown", async (path) => {
    const { page } = await openPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(site.url + path);
    await page.evaluate(noteLabels);
    const blocks = page.locator(".copyable");
    for (const block of await blocks.all()) {
      const shown = await block.locator("pre").innerText();
      await block.getByRole("button", { name: "Copy" }).click();
      const labels = () => block.getByRole("button").getAttribute("data-labels");
      await expect.poll(labels, { timeout: 20_000 }).toContain("Copied");
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown.trimEnd());
    }
    expect(await blocks.count()).toBeGreaterThan(2);
    await page.context().close();
  });
});

/** Keeps every name that a copy button has had: "Copied" goes again before a slow machine looks. */
function noteLabels(): void {
  new MutationObserver((changes) => {
    for (const { target } of changes as unknown as { target: HTMLElement }[])
      target.dataset.labels = `${target.dataset.labels ?? ""} ${target.getAttribute("aria-label")}`;
  }).observe(document.body, { attributeFilter: ["aria-label"], subtree: true });
}
