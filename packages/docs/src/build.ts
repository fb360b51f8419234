/**
 * Builds the site into `dist/`: `node src/build.ts`. `DOCS_BASE` is the path where it will stand, for the page of a 404;
 * `DOCS_SITE` the whole address, if it is to be published: for search engines.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadProviders, plainPage, referenceAssets, referencePage } from "./reference/index.ts";
import { sitemap, withCanonicalLink } from "./site/addresses.ts";
import { ownAssets, writeApart, writeTogether } from "./site/assets.ts";
import { specsPage, writeSpecs } from "./site/downloads.ts";
import { guidePage, guidesPage, readGuides } from "./site/guides.ts";
import { landingPage } from "./site/landing.ts";
import { createLayout, type Page } from "./site/layout.ts";
import { notFoundPage } from "./site/not-found.ts";
import { dist } from "./site/places.ts";
import { searchIndex } from "./site/search-index.ts";

const base = process.env.DOCS_BASE ?? "/";
if (!/^\/(.*\/)?$/.test(base)) refuse(`DOCS_BASE is ${base}: must begin and end with a slash`);
const site = process.env.DOCS_SITE;
if (site && (!URL.canParse(site) || new URL(site).pathname !== base)) {
  refuse(`DOCS_SITE is ${site}: must be an address with the path ${base}, as DOCS_BASE says`);
}

const providers = await loadProviders();
const guides = await readGuides();

await rm(dist, { recursive: true, force: true });
const index = JSON.stringify(searchIndex(providers));
const assets = await writeTogether({ ...(await ownAssets()), "search.json": index }, dist);
const layout = createLayout(assets);

const large = await writeApart(await referenceAssets(providers), dist);

const written: string[] = [];
await writePage("index.html", landingPage(providers, guides));
await writePage("guides/index.html", guidesPage(guides));
for (const guide of guides)
  await writePage(`guides/${guide.slug}/index.html`, await guidePage(guide, guides));
for (const provider of providers) {
  await write(`${provider.name}/index.html`, referencePage(provider, { layout, assets: large }));
  await write(`${provider.name}/plain/index.html`, plainPage(provider, { layout, assets: large }));
}
await writePage("specs/index.html", specsPage(providers));
await writePage("404.html", notFoundPage(base));
await writeSpecs(providers, dist);
if (site) await write("sitemap.xml", sitemap(site, written));
await write(".nojekyll", ""); // GitHub Pages serves the files as they are
process.stdout.write(`${providers.length} references and ${guides.length} guides in packages/docs/dist\n`);

function writePage(path: string, page: Page): Promise<void> {
  return write(path, layout(page));
}

async function write(path: string, text: string): Promise<void> {
  const isPage = path.endsWith("index.html");
  if (isPage) written.push(path);
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), site && isPage ? withCanonicalLink(text, site, path) : text);
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
