import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Html, html, raw } from "./html.ts";
import { renderInline, renderMarkdown, slug } from "./markdown.ts";
import { root } from "./places.ts";
import { repositoryLinks } from "./repository-links.ts";

/** What the README of one spec says about the provider's documentation. */
export interface Findings {
  /** Folder below `specs/`. */
  name: string;
  /** Of the README. */
  title: string;
  rows: readonly Contradiction[];
  /** Markdown lists, links made absolute. */
  sources: string;
  inferred: string;
}

/** One contradiction, in Markdown. */
export interface Contradiction {
  what: string;
  sources: string;
  spec: string;
}

/** Reads the findings of all specs. Throws where a README has no table of contradictions or no sources. */
export async function readFindings(specs = join(root, "specs")): Promise<Findings[]> {
  const folders = (await readdir(specs, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    folders
      .map(({ name }) => name)
      .sort()
      .map(async (name) => parseFindings(name, await readFile(join(specs, name, "README.md"), "utf8"))),
  );
}

/** The findings in the text of one README. */
export function parseFindings(name: string, readme: string): Findings {
  const text = repositoryLinks(readme, `specs/${name}/README.md`);
  const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
  const lines = section(text, "Contradictions")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const sources = section(text, "Sources");
  const primary = /^- Primary page: .*?\]\((\S+)\)/m.exec(sources)?.[1];
  const rows = lines.slice(2).map((line) => {
    const [what, said, spec, ...more] = cells(line);
    if (!what || !said || !spec || more.length > 0) {
      throw new Error(`specs/${name}/README.md: this row has not three cells: ${line}`);
    }
    return { what, sources: linkPage(said, primary), spec };
  });
  if (rows.length === 0 || sources === "") {
    throw new Error(`specs/${name}/README.md: needs a table "Contradictions" and a list "Sources"`);
  }
  return { name, title, rows, sources, inferred: section(text, "Known only by inference") };
}

/** Where the sources have one primary page, "the page" in a cell leads to it. */
function linkPage(cell: string, primary: string | undefined): string {
  return primary === undefined ? cell : cell.replace(/\bthe page\b(?! (?:for|of)\b)/, `[$&](${primary})`);
}

/** All findings: one table, then the sources and the inferences of each API. */
export function contradictionsHtml(findings: readonly Findings[]): Html {
  return html`<p class="jump">${findings.map(
    ({ name, title, rows }) => html`<a href="#${name}">${title}</a> <span>${rows.length}</span> `,
  )}</p>
<table class="contradictions" role="table">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">What</th><th scope="col" role="columnheader">What the sources say</th><th scope="col" role="columnheader">What the spec does</th></tr></thead>
${findings.map(group)}</table>
<h2 id="sources">Sources</h2>
${findings.map(
  ({ name, title, sources }) => html`<h3 id="sources-${name}">${title}</h3>
${raw(renderMarkdown(sources).html)}`,
)}
<h2 id="inferred">What no source says</h2>
<p>Where nobody says how something behaves, the spec marks it as inferred. These are the inferences.</p>
${findings.map(
  ({ name, title, inferred }) =>
    inferred !== "" &&
    html`<h3 id="inferred-${name}">${title}</h3>
${raw(renderMarkdown(inferred).html)}`,
)}`;
}

function group({ name, title, rows }: Findings): Html {
  return html`<tbody role="rowgroup">
<tr class="group" role="row" id="${name}"><th colspan="3" scope="rowgroup" role="rowheader">${title} <a href="#sources-${name}">sources</a></th></tr>
${rows.map(
  ({
    what,
    sources,
    spec,
  }) => html`<tr role="row" id="${name}-${slug(what)}"><th scope="row" role="rowheader">${raw(renderInline(what))}</th><td role="cell" data-label="The sources">${raw(renderInline(sources))}</td><td role="cell" data-label="The spec">${raw(renderInline(spec))}</td></tr>
`,
)}</tbody>
`;
}

/** What stands under a heading of the second level, up to the next one. */
function section(text: string, heading: string): string {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  return (after.split(/\n## /)[0] ?? "").trim();
}

/** The cells of a row; a `|` within code or after a backslash does not end one. */
function cells(line: string): string[] {
  const parts =
    line
      .trim()
      .replace(/^\||\|$/g, "")
      .match(/(?:`[^`]*`|\\.|[^|`\\])+/g) ?? [];
  return parts.map((part) => part.trim());
}
