import { type Html, html, raw } from "../../site/html.ts";
import { renderInline, renderMarkdown } from "../../site/markdown.ts";
import { authenticationChoice, noAuthentication, tokenSources } from "../authentication.ts";
import { sharedCodes } from "../error-codes.ts";
import { apiFacts } from "../facts.ts";
import type { Operation } from "../operation.ts";
import type { Provider } from "../provider.ts";
import { errorTable, operationHead, operationSection } from "./operation.ts";

/** The reference in short: what one reads until Redoc has started. Without JavaScript, it leads on to the whole. */
export function shortReference(provider: Provider, base: string): Html {
  const whole = html`<p class="reference-whole"><a href="plain/">Everything on one page</a>: for reading without JavaScript, for printing, for slow lines.</p>`;
  return reference(provider, base, whole, (operation) => operationHead(provider, operation, base, "plain/"));
}

/** The whole reference as plain HTML. */
export function wholeReference(provider: Provider, base: string): Html {
  const short = html`<p class="reference-whole">This is everything on one page. <a href="../">The same with a search</a>, operation by operation.</p>`;
  return reference(provider, base, short, (operation) => operationSection(provider, operation, base));
}

function reference(
  provider: Provider,
  base: string,
  other: Html,
  section: (operation: Operation) => Html,
): Html {
  const { title, summary, bundle, operations } = provider;
  const introduction = renderMarkdown(bundle.info.description);
  return html`<nav class="reference-outline" aria-label="Operations">
  <ul>
    <li><a href="#/">${title}</a></li>
    ${introduction.headings.filter(({ level }) => level === 2).map(({ id, text }) => html`<li><a href="#/section/${id}">${text}</a></li>\n`)}
    <li><a href="#/section/authentication">Authentication</a></li>
    ${sharedCodes(bundle).length > 0 && html`<li><a href="#/section/errors-of-every-operation">Errors of every operation</a></li>`}
    ${bundle.tags.map(
      ({ name }) => html`<li><a href="#/${name}">${name}</a>
      <ul>
        ${operations.filter(({ tag }) => tag === name).map(({ anchor, summary }) => html`<li><a href="#${anchor}">${summary}</a></li>\n`)}
      </ul></li>\n`,
    )}
  </ul>
</nav>
<article class="reference-text">
<section id="/" aria-labelledby="reference-title">
  <h1 id="reference-title">${title}</h1>
  <p class="lead">${summary}</p>
  ${other}
  ${raw(introduction.html.replace(/(?<=<h\d id=")/g, "/section/"))}
  <dl class="facts">
${apiFacts(provider, base).map(({ term, text }) => html`<div><dt>${term}</dt><dd>${inline(text)}</dd></div>\n`)}
  </dl>
  ${bundle.externalDocs && html`<p>The provider’s own documentation: <a href="${bundle.externalDocs.url}">${bundle.externalDocs.description ?? bundle.externalDocs.url}</a>.</p>`}
  ${serversTable(provider)}
</section>
${authentication(provider, base)}
${sharedErrors(provider)}
${bundle.tags.map(
  ({ name, description }) => html`<section id="/${name}" aria-labelledby="tag-${name}">
<h2 id="tag-${name}">${name}</h2>
${markdown(description)}
${operations.filter(({ tag }) => tag === name).map(section)}
</section>\n`,
)}
</article>`;
}

function serversTable({ bundle }: Provider): Html {
  const rows = bundle.servers.map(
    ({ url, description = "", variables = {} }) =>
      html`<tr><th scope="row"><code>${url}</code></th><td>${inline(description)}${Object.entries(
        variables,
      ).map(
        ([name, variable]) =>
          html` <code>${name}</code>: ${(variable.enum ?? [variable.default]).map((value, i) => html`${i > 0 && ", "}<code>${value}</code>`)}. ${inline(variable.description ?? "")}`,
      )}</td></tr>\n`,
  );
  return html`<div class="table-box"><table><caption>Servers</caption>
<thead><tr><th scope="col">Address</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function authentication({ bundle, uses, sharedBy }: Provider, base: string): Html {
  const schemes = Object.entries(bundle.components?.securitySchemes ?? {});
  return html`<section id="/section/authentication" aria-labelledby="authentication-title">
<h2 id="authentication-title">Authentication</h2>
${schemes.length === 0 && html`<p>${noAuthentication}.</p>`}
${schemes.length > 1 && markdown(authenticationChoice(base))}
${schemes.map(
  ([name, scheme]) => html`<h3><code>${name}</code></h3>
<p>${scheme.type}${scheme.in && html`, in the ${scheme.in} as <code>${scheme.name}</code>`}</p>
${markdown(scheme.description)}`,
)}
${tokenSources(uses, base).map(markdown)}
${sharedBy.length > 0 && html`<p>Used by ${sharedBy.map(({ name, title }, i) => html`${i > 0 && " and "}<a href="${base}${name}/">${title}</a>`)}.</p>`}
</section>\n`;
}

function sharedErrors({ bundle }: Provider): Html | false {
  const codes = sharedCodes(bundle);
  if (codes.length === 0) return false;
  return html`<section id="/section/errors-of-every-operation" aria-labelledby="errors-title">
<h2 id="errors-title">Errors of every operation</h2>
${errorTable("Codes that any operation may answer", codes)}
</section>\n`;
}

const markdown = (text: string): Html => raw(renderMarkdown(text).html);
const inline = (text: string): Html => raw(renderInline(text));
