import { html } from "../site/html.ts";
import type { Assets, Layout } from "../site/layout.ts";
import type { Provider } from "./provider.ts";
import { shortReference, wholeReference } from "./static/reference.ts";

/** What the pages of a reference need of the site around it. */
export interface ReferenceSite {
  layout: Layout;
  /** Where the files of `referenceAssets` stand, below the root. */
  assets: Assets;
}

/** Redoc styles itself by elements that it makes, and searches in a worker that it makes from a blob. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'";

/** The page of a provider's reference: in short, until Redoc takes over. */
export function referencePage(provider: Provider, { layout, assets }: ReferenceSite): string {
  const base = "../";
  const { name, title, summary, version } = provider;
  const at = (asset: string) => base + addressOf(asset, assets);
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
${shortReference(provider, base)}
</div>
<div class="reference-redoc" hidden></div>
</div>`,
  });
}

/** The page that has a provider's whole reference without JavaScript, in the folder `plain` of the other. */
export function plainPage(provider: Provider, { layout, assets }: ReferenceSite): string {
  const base = "../../";
  const { title, summary } = provider;
  return layout({
    title: `${title}: API reference on one page`,
    description: `${summary} All operations, parameters, answers and error codes with samples, on one page.`,
    base,
    section: "reference",
    className: "reference-page",
    head: html`<link rel="stylesheet" href="${base}${addressOf("reference.css", assets)}">`,
    body: html`<div class="reference-static">
${wholeReference(provider, base)}
</div>`,
  });
}

function addressOf(asset: string, assets: Assets): string {
  const path = assets[asset];
  if (path === undefined) throw new Error(`${asset}: no such asset`);
  return path;
}
