import { html } from "./html.ts";

/** Adds to a page's head where it stands for good, below an absolute address such as `https://example.org/docs/`. */
export function withCanonicalLink(page: string, site: string, path: string): string {
  return page.replace(
    "</head>",
    () => `${html`<link rel="canonical" href="${address(site, path)}">`}\n</head>`,
  );
}

/** The list of all pages for search engines. */
export function sitemap(site: string, paths: readonly string[]): string {
  const places = paths.map((path) => html`<url><loc>${address(site, path)}</loc></url>\n`);
  return html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${places}</urlset>
`.text;
}

function address(site: string, path: string): string {
  return site + path.replace(/index\.html$/, "");
}
