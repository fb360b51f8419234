import MarkdownIt from "markdown-it";
import { codeBlock } from "./highlight.ts";
import { escapeHtml } from "./html.ts";

/** A heading below the title, for a table of contents. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** What Markdown became. */
export interface Rendered {
  html: string;
  headings: readonly Heading[];
}

/** Turns the target of a link into what stands in the page. */
export type LinkTarget = (href: string) => string;

const markdown = new MarkdownIt({ html: false, typographer: true });

markdown.renderer.rules.fence = (tokens, index) => {
  const token = tokens[index];
  return token === undefined ? "" : codeBlock(token.content, token.info.trim());
};
// A wide table scrolls in its own box, so that a phone shows the page without scrolling sideways.
markdown.renderer.rules.table_open = () => '<div class="table-box"><table>\n';
markdown.renderer.rules.table_close = () => "</table></div>\n";

/** Renders Markdown. Headings get ids from their text; HTML in it is shown as text. */
export function renderMarkdown(text: string, target: LinkTarget = (href) => href): Rendered {
  const tokens = markdown.parse(text, {});
  const headings: Heading[] = [];
  const taken = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    for (const child of token.children ?? []) {
      const href = child.type === "link_open" && child.attrGet("href");
      if (href) child.attrSet("href", target(String(href)));
    }
    if (token.type !== "heading_open") continue;
    const words = tokens[index + 1]?.children?.map(({ content }) => content).join("") ?? "";
    const id = unique(slug(words), taken);
    token.attrSet("id", id);
    headings.push({ level: Number(token.tag.slice(1)), id, text: words });
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

/** Renders one line, such as the cell of a table, without a paragraph around it. */
export function renderInline(text: string): string {
  return markdown.renderInline(text);
}

/** Code within a sentence. */
export function inlineCode(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** The id of a heading: its words in lower case, joined by dashes, as GitHub does it. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");
}

function unique(id: string, taken: Set<string>): string {
  let candidate = id;
  for (let count = 1; taken.has(candidate); count++) candidate = `${id}-${count}`;
  taken.add(candidate);
  return candidate;
}
