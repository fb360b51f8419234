import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInView, openPage, openSite, type Site, settled } from "./browser.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

describe("the search", { timeout: wait }, () => {
  const queries = [
    ["its name", "deleteFlinkJob"],
    ["the beginning of its name", "deletefl"],
    ["a part of its name", "flink"],
    ["its path", "/v1.0/{project_id}/streaming/jobs"],
    ["a real path", "/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138"],
    ["words", "record history stays"],
    ["an error code", "DLI.0023"],
    ["words joined by other signs", "delete_flink-job"],
    ["its address", "https://dli.example.com/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138?x=1"],
  ] as const;

  test.each(queries)("finds deleteFlinkJob by %s, as one types", async (_, query) => {
    const { page } = await openPage(site);
    await page.goto(site.url);
    await page.getByRole("combobox").pressSequentially(query);
    const first = page.getByRole("option").first();
    await first.waitFor();
    expect(await first.textContent()).toContain("deleteFlinkJob");
    await page.context().close();
  });

  test("works by keyboard: slash, arrows, Enter, Escape", async () => {
    const { page } = await openPage(site);
    await page.goto(`${site.url}guides/`); // from any page
    await page.keyboard.press("/");
    await page.keyboard.type("delete job");
    const options = page.getByRole("option");
    await options.nth(2).waitFor();
    const chosen = () => page.locator("[role=option][aria-selected=true]").getAttribute("id");
    const first = await chosen();
    await page.keyboard.press("ArrowDown");
    expect(await chosen()).not.toBe(first);
    expect(await page.getByRole("combobox").getAttribute("aria-activedescendant")).toBe(await chosen());
    await page.keyboard.press("ArrowUp");
    expect(await chosen()).toBe(first);
    await page.keyboard.press("ArrowUp"); // from the first to the last
    expect(await chosen()).toBe(`search-option-${(await options.count()) - 1}`);

    await page.keyboard.press("Escape");
    expect(await page.getByRole("combobox").inputValue()).toBe("");
    await page.getByRole("listbox").waitFor({ state: "hidden" });

    await page.keyboard.type("deleteFlinkJob");
    await options.first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/huawei-dli\/#.*deleteflinkjob$/i);
    await page.context().close();
  });

  test("leads to another operation of the page that is open, however fast one types", async () => {
    const { page } = await openPage(site);
    await page.goto(`${site.url}cielo24/#/jobs/deletejob`);
    await settled(page);
    for (const [query, summary] of [
      ["login", "Log in"],
      ["cielo24 deletejob", "Delete a job"],
    ] as const) {
      await page.keyboard.press("/");
      await page.keyboard.type(query);
      await page.keyboard.press("Enter");
      const heading = page.getByRole("heading", { name: new RegExp(summary) }).first();
      await expect.poll(() => isInView(heading), { timeout: 20_000 }).toBe(true);
    }
    await page.context().close();
  });

  test.each([
    ["waitForJob", "getJobInfo"],
    ["parseTranscriptionComplete", "performTranscription"],
    ["return_iwp", "performTranscription"],
  ])("finds by %s what has it: %s", async (query, operation) => {
    const { page } = await openPage(site);
    await page.goto(site.url);
    await page.getByRole("combobox").fill(query);
    await page.getByRole("option").filter({ hasText: operation }).first().waitFor();
    await page.context().close();
  });

  test("says so when it finds nothing", async () => {
    const { page } = await openPage(site);
    await page.goto(site.url);
    await page.getByRole("combobox").fill("zebra crossing");
    await page.getByText("Nothing found for “zebra crossing”. So far there are").waitFor();
    expect(await page.getByRole("status").innerText()).toMatch(/\d operations, of .*Tencent Cloud Batch/);
    await page.context().close();
  });

  test("finds nothing by an empty path", async () => {
    const { page } = await openPage(site);
    await page.goto(site.url);
    for (const query of ["/", "https://"]) {
      await page.getByRole("combobox").fill(query);
      await page.getByText(`Nothing found for “${query}”`).waitFor();
    }
    await page.context().close();
  });

  test("finds an API by its host", async () => {
    const { page } = await openPage(site);
    await page.goto(site.url);
    for (const query of ["batch.tencentcloudapi.com", "https://batch.tencentcloudapi.com/"]) {
      await page.getByRole("combobox").fill(query);
      await page.getByRole("option").first().waitFor();
      for (const option of await page.getByRole("option").allInnerTexts())
        expect(option).toContain("Tencent Cloud Batch");
    }
    await page.context().close();
  });
});
