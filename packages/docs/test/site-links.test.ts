import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dist } from "../src/site/places.ts";
import { files } from "./pages.ts";

const html = files.filter((file) => file.endsWith(".html"));
const texts = new Map(html.map((file) => [file, readFileSync(join(dist, file), "utf8")]));
const base = process.env.DOCS_BASE ?? "/"; // the page of a 404 knows where it stands
const host = `http://site.invalid${base}`;

/** The targets of all links and loads of a page, as absolute addresses. */
function targets(file: string): URL[] {
  const found = texts
    .get(file)
    ?.matchAll(/\s(?:href|src|data-redoc|data-definition|data-search-index)="([^"]*)"/g);
  return [...(found ?? [])].map(([, target = ""]) => new URL(decoded(target), host + file));
}

test.each(html)("no link of %s is dead", (file) => {
  const dead = targets(file)
    .filter((url) => url.href.startsWith(host))
    .filter((url) => !isThere(url))
    .map((url) => url.href.slice(host.length));
  expect(dead).toEqual([]);
});

test("other sites are linked to, and never loaded", () => {
  for (const [file, text] of texts) {
    const outside = targets(file).filter((url) => !url.href.startsWith(host));
    expect(
      outside.filter(({ protocol }) => !["https:", "http:"].includes(protocol)),
      file,
    ).toEqual([]);
    expect(text, file).not.toMatch(
      /<(?!link rel="canonical")(script|img|link|iframe)[^>]+(src|href)="https?:/,
    );
  }
});

/** Whether the file is there, and if the address names a place in it, that place. */
function isThere(url: URL): boolean {
  const path = decodeURIComponent(url.pathname).slice(base.length);
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!files.includes(file)) return false;
  const place = decodeURIComponent(url.hash.slice(1));
  return place === "" || place === "content" || ids(file).has(place);
}

function ids(file: string): Set<string> {
  return new Set([...(texts.get(file)?.matchAll(/\sid="([^"]*)"/g) ?? [])].map(([, id = ""]) => decoded(id)));
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
