import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import type { Provider } from "../reference/index.ts";
import { type Html, html } from "./html.ts";
import { type Page, repository } from "./layout.ts";

/** Where a bundled spec stands below the site's root. */
export function specPath(
  { name, version }: Pick<Provider, "name" | "version">,
  format: "json" | "yaml",
): string {
  return `specs/${name}/${version}/openapi.${format}`;
}

/** Writes every spec, whole in one file, as YAML and as JSON, under its version and as the latest. */
export async function writeSpecs(providers: readonly Provider[], dist: string): Promise<void> {
  for (const provider of providers) {
    const texts = {
      json: `${JSON.stringify(provider.bundle, null, 2)}\n`,
      yaml: stringify(provider.bundle, { lineWidth: 110, aliasDuplicateObjects: false }),
    };
    for (const version of [provider.version, "latest"]) {
      for (const format of ["json", "yaml"] as const) {
        const path = join(dist, specPath({ name: provider.name, version }, format));
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, texts[format]);
      }
    }
  }
}

/** The page that lists the downloads. */
export function specsPage(providers: readonly Provider[]): Page {
  return {
    title: "Specs",
    description: "The OpenAPI 3.1 specs behind jobwire, each in one file, as YAML and as JSON.",
    base: "../",
    section: "specs",
    className: "article",
    body: html`<article>
<h1>Specs</h1>
<p class="lead">The OpenAPI 3.1 documents that clients, mocks and this reference are made from, each in one file. The version is that of the npm package, which holds the same JSON.</p>
<div class="table-box"><table>
<thead><tr><th scope="col">API</th><th scope="col">version</th><th scope="col">download</th><th scope="col">in the package</th><th scope="col">source</th></tr></thead>
<tbody>
${providers.map(row)}</tbody>
</table></div>
<p>Under <code>specs/&lt;name&gt;/latest/</code> there is always the newest, as <code>openapi.yaml</code> and <code>openapi.json</code>. An address with a version in it holds until the next release. For good, a version’s spec is in the npm package of that version.</p>
<p>Some keys begin with <code>x-</code>: whether an operation may be repeated, how we know of it, its error codes, its limits. <a href="${repository}/blob/main/specs/README.md">The vocabulary</a> explains each.</p>
</article>`,
  };
}

function row(provider: Provider): Html {
  const { name, title, version, packageName, sourceUrl } = provider;
  const link = (format: "json" | "yaml") =>
    html`<a href="../${specPath(provider, format)}" download="${name}-${version}.${format}">${format.toUpperCase()}</a>`;
  return html`<tr><th scope="row"><a href="../${name}/">${title}</a></th><td>${version}</td><td>${link("yaml")} · ${link("json")}</td><td><code>${packageName}/openapi.json</code></td><td><a href="${sourceUrl}">by hand</a></td></tr>
`;
}
