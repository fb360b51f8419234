import { html } from "./html.ts";
import type { Page } from "./layout.ts";

/** What a server shows for an address that is not there; it may stand at any depth, so `base` is absolute. */
export function notFoundPage(base: string): Page {
  return {
    title: "Not found",
    description: "There is no such page.",
    base,
    className: "article",
    body: html`<article>
<h1>There is no such page</h1>
<p class="lead">It may have moved. Go to <a href="${base}#apis">the APIs</a>, <a href="${base}guides/">the guides</a> or <a href="${base}specs/">the specs</a>.<span class="with-search"> Or search for the operation above.</span></p>
</article>`,
  };
}
