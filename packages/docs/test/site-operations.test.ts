import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProviders } from "../src/reference/index.ts";
import { openPage, openSite, type Site, settled } from "./browser.ts";
import { references } from "./pages.ts";

const wait = 120_000;
const phone = { width: 360, height: 740 };
const operations = (await loadProviders()).flatMap(({ name, operations }) =>
  operations.map((operation) => ({ ...operation, address: `${name}/#${operation.anchor}` })),
);

let site: Site;
beforeAll(async () => {
  site = await openSite("/jobwire/"); // as GitHub Pages serves it
}, wait);
afterAll(() => site.close());

/** What one visit of an operation shows: Redoc takes seconds to show it, so all tests look at the same. */
interface Look {
  status: number | undefined;
  errors: string[];
  requests: string[];
  cookies: unknown[];
  text: string;
  /** Buttons that copy a part as YAML, or that Redoc hides them behind. */
  buttons: number;
  links: string[];
  /** Of what is laid out for a phone, in pixels. */
  width: number;
}

async function look(address: string, anchor: string): Promise<Look> {
  const { page, errors, requests } = await openPage(site);
  const answer = await page.goto(site.url + address);
  await settled(page);
  const section = page.locator(`[data-section-id="${anchor}"]`).first();
  await section.getByRole("row", { name: /^By name/ }).waitFor();
  const copy = page
    .getByRole("button", { name: "Copy" })
    .filter({ hasText: "Copy" })
    .filter({ visible: true });
  const more = page.getByRole("button", { name: "More actions" });
  const anchors = page.locator("a[href]");
  const found = {
    status: answer?.status(),
    errors,
    requests,
    cookies: await page.context().cookies(),
    text: (await section.innerText()).replace(/\s+/g, " "),
    buttons: (await copy.count()) + (await more.count()),
    links: await anchors.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href)),
  };
  await page.setViewportSize(phone);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.context().close();
  return { ...found, width };
}

/** What stands at an address of the site; each is asked for once. */
const answers = new Map<string, Promise<{ status: number; text: string }>>();
function fetched(address: string): Promise<{ status: number; text: string }> {
  const known = answers.get(address);
  if (known) return known;
  const asked = fetch(address).then(async (response) => ({
    status: response.status,
    text: await response.text(),
  }));
  answers.set(address, asked);
  return asked;
}

describe.each(operations)("$address", { timeout: wait }, ({ address, anchor, call, mockAnswers }) => {
  let seen: Look;
  beforeAll(async () => {
    seen = await look(address, anchor);
  }, wait);

  test("loads without an error, asks no other host, sets no cookie", () => {
    expect(seen.status).toBe(200);
    expect(seen.errors).toEqual([]);
    expect(seen.requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob):/.test(url))).toEqual(
      [],
    );
    expect(seen.cookies).toEqual([]);
  });

  test("is shown by Redoc, with no button that copies a part of it as YAML", () => {
    expect(seen.text).toContain(call);
    for (const { prefer } of mockAnswers) expect(seen.text).toContain(prefer);
    expect(seen.text).not.toMatch(
      /\bx-(retry|evidence|error-codes|lifecycle|pagination|envelope|waiter|when|unset|written)\b/,
    );
    expect(seen.buttons).toBe(0);
  });

  test("has no dead link", () => expectLinks(seen.links, address));

  test("fits a phone", () => expect(seen.width).toBeLessThanOrEqual(phone.width));
});

test.each(references)(
  "no link that Redoc makes at the top of /%s is dead",
  { timeout: wait },
  async (path) => {
    const { page } = await openPage(site);
    await page.goto(site.url + path);
    await settled(page);
    const links = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    await page.context().close();
    await expectLinks(links, path);
  },
);

async function expectLinks(links: readonly string[], path: string): Promise<void> {
  const inside = new Set(links.filter((link) => link.startsWith(site.url)));
  expect(inside.size).toBeGreaterThan(8);
  const here = site.url + path.replace(/#.*/, "");
  for (const link of inside) {
    const [address = "", place = ""] = link.split("#");
    const { status, text } = await fetched(address);
    expect(status, link).toBe(200);
    // Redoc makes sections when they come into view; those of the static page have the same names.
    if (address === here && place.startsWith("/")) expect(text.includes(`id="${place}"`), link).toBe(true);
  }
}
