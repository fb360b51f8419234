import type { Operation, Provider } from "../reference/index.ts";
import { specPath } from "./downloads.ts";
import type { Guide } from "./guides.ts";
import { codeBlock } from "./highlight.ts";
import { type Html, html, raw } from "./html.ts";
import type { Page } from "./layout.ts";
import { renderInline } from "./markdown.ts";
import { searchBox } from "./search-box.ts";

/** The first page: what jobwire is, the search, a card for each provider, the way to the guides. */
export function landingPage(providers: readonly Provider[], guides: readonly Guide[]): Page {
  return {
    title: "",
    description:
      "Typed TypeScript clients, mock servers and reference docs for APIs that run jobs: cielo24, Tencent Cloud Batch, Data Lake Insight, BigChange, CodeArts Build.",
    base: "",
    className: "landing",
    hasOwnSearch: true,
    body: html`<section class="hero">
  <div>
  <h1>APIs that run jobs, without their rough edges</h1>
  <p class="lead">Typed TypeScript clients, mock servers and reference docs, made from one hand-written OpenAPI spec for each API. Where a provider’s own pages contradict themselves, <a href="guides/where-the-documentation-is-wrong/">we say so</a>. The client of cielo24 is complete, the others grow operation by operation: each <a href="#apis">card</a> says how far.</p>
  ${searchBox}
  </div>
  <div class="hero-code">
    ${raw(codeBlock(firstBlock(guides, "sh"), "sh"))}
    ${raw(codeBlock(firstBlock(guides, "ts"), "ts"))}
  </div>
</section>

<section id="apis" aria-labelledby="apis-title">
  <h2 id="apis-title">The APIs</h2>
  <ul class="cards">
    ${providers.filter(({ sharedBy }) => sharedBy.length === 0).map(card)}
    ${providers.filter(({ sharedBy }) => sharedBy.length > 0).map(shared)}
  </ul>
</section>

<section aria-labelledby="ways-title">
  <h2 id="ways-title">Three ways to use it</h2>
  <div class="ways">
    <div class="way">
      <h3>Call the API</h3>
      <p>Every operation is a typed method. One deadline, retries only where they do no harm, errors with the provider’s own code. <a href="guides/start/">Start in two minutes</a></p>
    </div>
    <div class="way">
      <h3>Test against a mock</h3>
      <p>The provider on your own machine and in your CI, for a client in any language, with every documented failure. <a href="guides/contract-tests/">Contract tests</a></p>
    </div>
    <div class="way">
      <h3>Read the reference</h3>
      <p>Every parameter, answer and error code, with what to do about it, whether a call may be repeated, and how we know. <a href="specs/">Download the specs</a></p>
    </div>
  </div>
</section>

<section aria-labelledby="guides-title">
  <h2 id="guides-title">Guides</h2>
  <ul class="guide-list">
    ${guides.map(({ slug, title, summary }) => html`<li><a href="guides/${slug}/">${title}</a> <span>${raw(renderInline(summary))}</span></li>\n`)}
  </ul>
</section>`,
  };
}

/** The guide to start with has the first call; its code is compiled and run. */
function firstBlock(guides: readonly Guide[], language: "sh" | "ts"): string {
  const text = guides.find(({ slug }) => slug === "start")?.text ?? "";
  const code = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(text)?.[1];
  if (code === undefined)
    throw new Error(`guides/start.md: has no block of ${language}, which the landing page shows`);
  return code;
}

function card(provider: Provider): Html {
  const { name, title, summary, operations, authentication, installLine, changed, version } = provider;
  const shown = tellingOperations(operations);
  return html`<li class="card">
  <h3><a href="${name}/">${title}</a></h3>
  <p>${summary}</p>
  <ul class="card-operations">
    ${shown.map(({ id, anchor, summary }) => html`<li><a href="${name}/#${anchor}"><code>${id}</code></a> <span>${summary}</span></li>\n`)}
  </ul>
  <dl>
    <div><dt>Operations</dt><dd>${operations.length}</dd></div>
    <div><dt>Authentication</dt><dd>${raw(renderInline(authentication))}</dd></div>
    ${changed && html`<div><dt>Last change</dt><dd>${day(changed)}</dd></div>`}
    <div><dt>Spec ${version}</dt><dd><a href="${specPath(provider, "yaml")}">YAML</a> · <a href="${specPath(provider, "json")}">JSON</a></dd></div>
  </dl>
  <pre class="install"><code>${installLine}</code></pre>
</li>
`;
}

/** Three that say what an API does: the first of each part of it, that which is called without credentials last. */
function tellingOperations(operations: readonly Operation[]): Operation[] {
  const isOpen = ({ spec }: Operation) => spec.security?.length === 0;
  const access = new Set(operations.filter(isOpen).map(({ tag }) => tag));
  const rank = ({ tag }: Operation, index: number) =>
    (access.has(tag) ? 2 : 0) + (operations.findIndex((other) => other.tag === tag) === index ? 0 : 1);
  return operations
    .map((operation, index) => ({ operation, rank: rank(operation, index) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, 3)
    .map(({ operation }) => operation);
}

function shared({ name, title, sharedBy }: Provider): Html {
  const users = sharedBy.map(({ title }) => title).join(" and ");
  return html`<li class="card-note"><p>${users} share <a href="${name}/">${title}</a>, which has a reference of its own.</p></li>`;
}

/** A day, given as `YYYY-MM-DD`, as people write it. */
function day(date: string): Html {
  const text = new Date(date).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return html`<time datetime="${date}">${text}</time>`;
}
