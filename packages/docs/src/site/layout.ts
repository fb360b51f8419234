import { type Html, html, raw } from "./html.ts";
import { searchBox } from "./search-box.ts";

/** What a page consists of. */
export interface Page {
  /** Of the page alone, without the site's name. Empty: the landing page. */
  title: string;
  /** One sentence for search engines. */
  description: string;
  /** The way to the site's root from this page, such as `../`; empty or with a slash at its end. */
  base: string;
  /** The content of `<main>`. */
  body: Html;
  /** Whether the body holds the search; otherwise it stands in the header. */
  hasOwnSearch?: boolean | undefined;
  /** More of `<head>`, such as scripts. */
  head?: Html | undefined;
  /** Which entry of the navigation the page belongs to. */
  section?: "reference" | "guides" | "specs" | undefined;
  /** The page's class, for its own rules of style. */
  className?: string | undefined;
  /** What may load and run here, as a Content-Security-Policy. Default: this site's own scripts, styles and images. */
  policy?: string | undefined;
}

/** Addresses of assets below the root, by source name: `site.css` → `assets/site.1f2e3d4c.css`. */
export type Assets = Readonly<Record<string, string>>;

/** Puts a page into the frame that all pages share. */
export type Layout = (page: Page) => string;

export const repository = "https://github.com/jobwire/jobwire";

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The layout with its assets. */
export function createLayout(assets: Assets): Layout {
  return (page) => {
    const at = (path: string) => page.base + path;
    const asset = (name: string) => {
      const path = assets[name];
      if (path === undefined) throw new Error(`${name}: no such asset`);
      return at(path);
    };
    const current = (section: Page["section"]) =>
      section !== undefined && page.section === section && raw(' aria-current="true"');
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${page.policy ?? strict}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title ? `${page.title} · jobwire` : "jobwire: clients, mocks and reference of job APIs"}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${asset("favicon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${asset("site.css")}">
${["search.js", "copy.js", "scroll-boxes.js"].map(
  (name) => html`<script type="module" src="${asset(name)}"></script>
`,
)}
${page.head}
</head>
<body class="${page.className ?? "page"}" data-root="${page.base || "./"}" data-search-index="${asset("search.json")}">
<a class="skip" href="#content">Skip to the content</a>
<header class="site-header">
  <a class="brand" href="${page.base || "./"}"><img src="${asset("favicon.svg")}" alt="" width="28" height="28">jobwire</a>
  <nav aria-label="Site">
    <a href="${at("#apis")}"${current("reference")}>APIs</a>
    <a href="${at("guides/")}"${current("guides")}>Guides</a>
    <a href="${at("specs/")}"${current("specs")}>Specs</a>
    <a href="${repository}">GitHub</a>
  </nav>
  ${!page.hasOwnSearch && searchBox}
</header>
<main id="content" tabindex="-1">
${page.body}
</main>
<footer class="site-footer">
  <p>jobwire is unofficial: it is not affiliated with any of the providers. Their names belong to them.</p>
  <p><a href="${repository}">Source</a>, under the MIT licence. This site sets no cookie and asks no other host for anything.</p>
</footer>
</body>
</html>
`.text;
  };
}
