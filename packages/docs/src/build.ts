/** Builds the site into `dist/`: `node src/build.ts`. `DOCS_BASE` is where it will stand, for the page of a 404. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadProviders, referenceAssets, referencePage } from "./reference/index.ts";
import { ownAssets, writeApart, writeTogether } from "./site/assets.ts";
import { specsPage, writeSpecs } from "./site/downloads.ts";
import { guidePage, guidesPage, readGuides } from "./site/guides.ts";
import { landingPage } from "./site/landing.ts";
import { createLayout, type Page } from "./site/layout.ts";
import { notFoundPage } from "./site/not-found.ts";
import { dist } from "./site/places.ts";
import { searchIndex } from "./site/search-index.ts";

const base = process.env.DOCS_BASE ?? "/";
if (!/^\/(.*\/)?$/.test(base)) {
  process.stderr.write(`DOCS_BASE is ${base}: must begin and end with a slash\n`);
  process.exit(2);
}

const providers = await loadProviders();
const guides = await readGuides();

await rm(dist, { recursive: true, force: true });
const index = JSON.stringify(searchIndex(providers));
const assets = await writeTogether({ ...(await ownAssets()), "search.json": index }, dist);
const layout = createLayout(assets);

const large = await writeApart(await referenceAssets(providers), dist);

await writePage("index.html", landingPage(providers, guides));
await writePage("guides/index.html", guidesPage(guides));
for (const guide of guides)
  await writePage(`guides/${guide.slug}/index.html`, await guidePage(guide, guides));
for (const provider of providers) {
  await write(
    `${provider.name}/index.html`,
    await referencePage(provider, { base: "../", layout, assets: large }),
  );
}
await writePage("specs/index.html", specsPage(providers));
await writePage("404.html", notFoundPage(base));
await writeSpecs(providers, dist);
await write(".nojekyll", ""); // GitHub Pages serves the files as they are
process.stdout.write(`${providers.length} references and ${guides.length} guides in packages/docs/dist\n`);

function writePage(path: string, page: Page): Promise<void> {
  return write(path, layout(page));
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
}
