import { html } from "../site/html.ts";
import type { Assets, Layout } from "../site/layout.ts";
import type { Provider } from "./provider.ts";
import { staticReference } from "./static/reference.ts";

/** What a page of the reference needs of the site around it. */
export interface ReferenceSite {
  /** The way to the site's root from the page, such as `../`. */
  base: string;
  layout: Layout;
  /** Where the files of `referenceAssets` stand, below the root. */
  assets: Assets;
}

/** Redoc styles itself by elements that it makes, and searches in a worker that it makes from a blob. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'";

/** The page of a provider's reference: static, until Redoc takes over. */
export async function referencePage(
  provider: Provider,
  { base, layout, assets }: ReferenceSite,
): Promise<string> {
  const at = (name: string) => {
    const path = assets[name];
    if (path === undefined) throw new Error(`${name}: no such asset`);
    return base + path;
  };
  const { name, title, summary, version } = provider;
  const downloads = ["yaml", "json"].map((extension) => ({
    title: `OpenAPI, ${extension.toUpperCase()}`,
    url: `${base}specs/${name}/${version}/openapi.${extension}`,
  }));
  return layout({
    title: `${title}: API reference`,
    description: `${summary} Every operation, parameter, answer and error code, with samples.`,
    base,
    section: "reference",
    className: "reference-page",
    policy,
    head: html`<link rel="stylesheet" href="${at("reference.css")}">
<link rel="modulepreload" href="${at("redoc.js")}">
<link rel="preload" href="${at(`${name}.json`)}" as="fetch" crossorigin>
<script type="module" src="${at("reference.js")}"></script>`,
    body: html`<div class="reference" data-title="${title}" data-redoc="${at("redoc.js")}" data-definition="${at(`${name}.json`)}" data-downloads="${JSON.stringify(downloads)}">
<div class="reference-static">
${staticReference(provider, base)}
</div>
<div class="reference-redoc" hidden></div>
</div>`,
  });
}
