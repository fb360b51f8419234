import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInView, openPage, openSite, type Site } from "./browser.ts";
import { plainPages, references } from "./pages.ts";

const wait = 120_000;
let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

describe("without JavaScript", { timeout: wait }, () => {
  test("the landing page names every API and its operations", async () => {
    const { page } = await openPage(site, { javaScriptEnabled: false });
    await page.goto(site.url);
    const cards = page.locator(".card");
    expect(await cards.count()).toBe(5);
    for (const card of await cards.all()) {
      expect(await card.innerText()).toMatch(
        /Operations\s+\d+\s+Authentication\s+\S[\s\S]*npm install @jobwire\//,
      );
      expect(await card.locator(".card-operations a").count()).toBeGreaterThan(0);
    }
    await page.context().close();
  });

  test("no search is offered, which could not answer", async () => {
    const atRoot = await openSite(process.env.DOCS_BASE); // the page of a 404 knows where it stands
    for (const path of ["", "guides/", "404.html"]) {
      const { page } = await openPage(atRoot, { javaScriptEnabled: false });
      await page.goto(atRoot.url + path);
      expect(await page.getByRole("combobox").count(), path).toBe(0);
      expect(await page.locator("main").innerText()).not.toContain("Search");
    }
    await atRoot.close();
  });

  test.each(references)("/%s tells of each operation in short, and leads on to all of it", async (path) => {
    const { page } = await openPage(site, { javaScriptEnabled: false });
    await page.goto(site.url + path);
    const { default: spec } = await import(`@jobwire/${path.slice(0, -1)}/openapi.json`, {
      with: { type: "json" },
    });
    const text = await page.locator("main").innerText();
    for (const { id, summary } of operationsOf(spec))
      for (const expected of [id, summary]) expect(text).toContain(expected);
    const operation = page.locator(".operation").last();
    const summary = await operation.getByRole("heading").innerText();
    await operation.getByRole("link", { name: "Parameters, answers, error codes and samples" }).click();
    await page.waitForURL(`${site.url}${path}plain/#/**`);
    expect(await isInView(page.getByRole("heading", { name: summary, exact: true }).last())).toBe(true);
    await page.context().close();
  });

  test.each(plainPages)("/%s shows operations, parameters, answers, codes and samples", async (path) => {
    const { page } = await openPage(site, { javaScriptEnabled: false });
    await page.goto(site.url + path);
    const text = await page.locator("main").innerText();
    const spec = await import(`@jobwire/${path.split("/")[0]}/openapi.json`, { with: { type: "json" } });
    for (const { id, summary, parameters, examples } of operationsOf(spec.default)) {
      for (const expected of [id, summary, ...parameters, ...examples]) expect(text).toContain(expected);
      expect(text).toContain(`.${id}(`); // TypeScript
      expect(text).toMatch(/curl/);
    }
    await page.context().close();
  });
});

interface Spec {
  paths: Record<string, Record<string, unknown>>;
  components: { parameters?: Record<string, { name: string }> };
}

/** What the page of a spec has to show of its operations. */
function operationsOf({ paths, components }: Spec) {
  type Named = { name?: string; $ref?: string };
  const nameOf = ({ name, $ref = "" }: Named) =>
    name ?? components.parameters?.[$ref.split("/").at(-1) ?? ""]?.name ?? "";
  return Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap((value) => {
      const operation = value as {
        operationId?: string;
        summary: string;
        parameters?: Named[];
        responses: Record<string, { content?: Record<string, { examples?: object }> }>;
      };
      if (!operation.operationId) return [];
      const answers = Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content ?? {}),
      );
      return {
        id: operation.operationId,
        summary: operation.summary,
        parameters: (operation.parameters ?? []).map(nameOf),
        examples: answers.flatMap(({ examples }) => texts(examples)),
      };
    }),
  );
}

/** All texts in a value, however deep, that are one line of plain words or digits. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return /^[\w .:-]+$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
