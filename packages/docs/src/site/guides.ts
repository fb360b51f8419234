import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { benchmark } from "./benchmark.ts";
import { contradictionsHtml, readFindings } from "./contradictions.ts";
import { type Html, html, raw } from "./html.ts";
import type { Page } from "./layout.ts";
import { renderInline, renderMarkdown } from "./markdown.ts";
import { docs, root } from "./places.ts";
import { repositoryLinks, repositoryUrl } from "./repository-links.ts";

/** A guide, as it stands in `guides/<slug>.md`. */
export interface Guide {
  slug: string;
  title: string;
  /** Its first paragraph, one sentence of Markdown. */
  summary: string;
  /** What follows the summary, in Markdown. */
  text: string;
}

/** In the order in which one reads them. */
const order = [
  "start",
  "authentication",
  "errors",
  "retries-and-deadlines",
  "waiting-and-callbacks",
  "lists-and-pages",
  "uploads-and-streams",
  "64-bit-ids",
  "contract-tests",
  "runtimes",
  "size-and-speed",
  "where-the-documentation-is-wrong",
];

const folder = join(docs, "guides");

/** Reads all guides. Throws where one is missing from the order, or has no title and summary. */
export async function readGuides(): Promise<Guide[]> {
  const found = (await readdir(folder)).map((name) => name.replace(/\.md$/, ""));
  const stray = found.find((name) => !order.includes(name));
  if (stray) throw new Error(`guides/${stray}.md: not in the order of guides`);
  return Promise.all(
    order.map(async (slug) => parseGuide(slug, await readFile(join(folder, `${slug}.md`), "utf8"))),
  );
}

function parseGuide(slug: string, file: string): Guide {
  const [heading = "", summary = "", ...rest] = file.split(/\n\n/);
  if (!heading.startsWith("# ") || summary === "") {
    throw new Error(`guides/${slug}.md: begins with a title and one paragraph`);
  }
  return { slug, title: heading.slice(2), summary: summary.replace(/\s+/g, " "), text: rest.join("\n\n") };
}

/** The page of one guide, with the ways to the others. */
export async function guidePage(guide: Guide, guides: readonly Guide[]): Promise<Page> {
  const base = "../../";
  const { text, inserts } = await insert(guide.text);
  const { html: body, headings } = renderMarkdown(text, (href) => linkTarget(href, base));
  const contents = headings.filter(({ level }) => level === 2);
  const position = guides.indexOf(guide);
  const next = guides[position + 1];
  const wide = inserts.size > 0;
  return {
    title: guide.title,
    description: guide.summary.replaceAll("`", ""),
    base,
    section: "guides",
    className: wide ? "guide guide-wide" : "guide",
    body: html`<article>
<h1>${guide.title}</h1>
<p class="lead">${raw(renderInline(guide.summary))}</p>
${contents.length > 2 && html`<nav class="contents" aria-label="On this page"><ul>${contents.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></nav>`}
${raw([...inserts].reduce((page, [mark, part]) => page.replace(`<p>${mark}</p>`, () => part.text), body))}
${next && html`<p class="next">Next: <a href="../${next.slug}/">${next.title}</a></p>`}
</article>
${guideList(guides, "../", guide)}`,
  };
}

/** The page that lists the guides. */
export function guidesPage(guides: readonly Guide[]): Page {
  return {
    title: "Guides",
    description:
      "Short guides: start, authentication, errors, retries, waiting, lists, uploads, 64-bit ids, contract tests, runtimes, size and speed.",
    base: "../",
    section: "guides",
    className: "article",
    body: html`<article>
<h1>Guides</h1>
<p class="lead">Short ones. Every piece of TypeScript in them is compiled and run before it is published.</p>
<ul class="guide-list">
${guides.map(({ slug, title, summary }) => html`<li><a href="${slug}/">${title}</a> <span>${raw(renderInline(summary))}</span></li>\n`)}
</ul>
</article>`,
  };
}

function guideList(guides: readonly Guide[], way: string, current: Guide): Html {
  return html`<nav class="guide-nav" aria-label="Guides">
<ul>
${guides.map((guide) => html`<li><a href="${way}${guide.slug}/"${guide === current && raw(' aria-current="page"')}>${guide.title}</a></li>\n`)}
</ul>
</nav>`;
}

/**
 * Puts in what stands elsewhere in the repository: `<!-- include packages/x/README.md#Heading -->` gives that section,
 * `<!-- benchmark -->` what was measured last, `<!-- contradictions -->` the table of all specs (a mark in the text,
 * replaced once the text is rendered).
 */
async function insert(text: string): Promise<{ text: string; inserts: Map<string, Html> }> {
  let result = text;
  const inserts = new Map<string, Html>();
  for (const [directive, file = "", heading = ""] of text.matchAll(/^<!-- include (\S+?)#(.+) -->$/gm)) {
    const section = sectionOf(await readFile(join(root, file), "utf8"), heading);
    if (section === "") throw new Error(`${file}: no section ${heading}, which a guide includes`);
    result = result.replace(directive, () => repositoryLinks(section, file));
  }
  const measured = "<!-- benchmark -->";
  if (text.includes(measured)) {
    const tables = await benchmark();
    result = result.replace(measured, () => tables);
  }
  const directive = "<!-- contradictions -->";
  if (text.includes(directive)) {
    const mark = "insert-contradictions";
    inserts.set(mark, contradictionsHtml(await readFindings()));
    result = result.replace(directive, mark);
  }
  return { text: result, inserts };
}

function sectionOf(text: string, heading: string): string {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  return (after.split(/\n## /)[0] ?? "").trim();
}

/** `errors.md#codes` leads to that guide, `/tencent-batch/` to a page of the site, `../../core/README.md` to GitHub. */
function linkTarget(href: string, base: string): string {
  if (/^[a-z]+:|^#/.test(href)) return href;
  if (href.startsWith("/")) return base + href.slice(1);
  const guide = /^([\w-]+)\.md(#.*)?$/.exec(href);
  if (guide) return `../${guide[1]}/${guide[2] ?? ""}`;
  return repositoryUrl(href, "packages/docs/guides/guide.md");
}
