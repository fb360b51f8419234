import { resolve, schemaOf } from "../../../../../scripts/generate/document.ts";
import { codeBlock } from "../../site/highlight.ts";
import { type Html, html, raw } from "../../site/html.ts";
import { renderInline, renderMarkdown } from "../../site/markdown.ts";
import { condition } from "../answer-kinds.ts";
import type {
  Bundle,
  Example,
  HeaderObject,
  MediaType,
  ParameterObject,
  ResponseObject,
  Schema,
} from "../bundle.ts";
import { type Callback, callbacksOf } from "../callbacks.ts";
import { codeText, type ListedCode } from "../error-codes.ts";
import { extensionNotes } from "../extension-notes.ts";
import { operationFacts } from "../facts.ts";
import { mockCells, mockIntroduction } from "../mock-answers.ts";
import type { Operation } from "../operation.ts";
import { isFailure } from "../outcome.ts";
import type { Provider } from "../provider.ts";
import { examplesOf } from "../samples/arguments.ts";
import { eachOf, type Form, formsOf, textOf, typeOf } from "./fields.ts";

/** What an operation does, and what its extensions say; the rest stands on the page `whole`. */
export function operationHead(provider: Provider, operation: Operation, base: string, whole: string): Html {
  return section(
    operation,
    html`${head(provider, operation, base)}
<p><a href="${whole}#${operation.anchor}">Parameters, answers, error codes and samples</a></p>`,
  );
}

/** All that there is to know of an operation. */
export function operationSection(provider: Provider, operation: Operation, base: string): Html {
  const { name, sharedBy, bundle } = provider;
  const { spec, parameters, samples } = operation;
  const body = spec.requestBody;
  return section(
    operation,
    html`${head(provider, operation, base)}
${parameters.length > 0 && html`<h4>Parameters</h4>${parameters.map((parameter) => parameterTable(bundle, parameter))}`}
${
  body &&
  html`<h4>Request body</h4>
${body.description && html`<p>${inline(body.description)}${body.required ? "" : " Optional."}</p>`}
${Object.entries(body.content).map(([type, media]) => content(bundle, type, media, "Body"))}`
}
<h4>Answers</h4>
${Object.entries(spec.responses).map(([status, response]) => answer(bundle, operation, status, response))}
${callbacksOf(bundle, spec).map((callback) => callbackSection(bundle, callback))}
${errors(operation)}
${mockTable(sharedBy[0]?.name ?? name, operation)}
<h4>Samples</h4>
${samples.map(({ label, lang, source }) => html`<h5>${label}</h5>\n${raw(codeBlock(source, lang))}`)}`,
  );
}

function section({ id, anchor, summary }: Operation, content: Html): Html {
  return html`<section class="operation" id="${anchor}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${summary}</h3>
${content}
</section>\n`;
}

function head({ packageName, bundle }: Provider, operation: Operation, base: string): Html {
  const { method, path, description } = operation;
  return html`<p class="operation-line"><code><span class="verb">${method}</span> ${path}</code></p>
${raw(renderMarkdown(description).html)}
<dl class="facts">
${operationFacts(operation, { packageName, bundle }, base).map(({ term, text }) => html`<div><dt>${term}</dt><dd>${inline(text)}</dd></div>\n`)}
<div><dt>Authentication</dt><dd>${securityOf(operation)}</dd></div>
</dl>`;
}

function securityOf({ spec }: Operation): Html {
  const schemes = (spec.security ?? []).flatMap((each) => Object.entries(each));
  if (schemes.length === 0) return html`None.`;
  return html`${schemes.map(
    ([name, scopes], i) =>
      html`${i > 0 && " or "}<a href="#/section/authentication"><code>${name}</code></a>${scopes.length > 0 && html` with the scope ${scopes.map((scope) => html`<code>${scope}</code>`)}`}`,
  )}`;
}

/** What the provider sends to the address that the operation was given. */
function callbackSection(bundle: Bundle, { address, method, parser, spec, parameters }: Callback): Html {
  return html`<h4>Callback</h4>
<p><code><span class="verb">${method}</span> ${address}</code>, read by <code>${parser}</code>. ${spec.summary}.</p>
${raw(renderMarkdown(spec.description).html)}
${parameters.map((parameter) => parameterTable(bundle, parameter))}
${Object.entries(spec.responses).map(([status, { description }]) => html`<p>Answer it with ${status}: ${inline(description)}</p>`)}
<p><a href="${spec.externalDocs.url}">${spec.externalDocs.description ?? spec.externalDocs.url}</a></p>
`;
}

function parameterTable(bundle: Bundle, parameter: ParameterObject): Html {
  const { name, in: place, required, description = "", content, example } = parameter;
  const examples = examplesOf(parameter) ?? {};
  const schema: Schema = schemaOf(parameter);
  const target = resolve<Schema>(bundle, schema);
  const notes = [description, target.description, eachOf(bundle, target), ...extensionNotes(parameter)]
    .filter(Boolean)
    .join(" ");
  const shown: Example[] = example === undefined ? Object.values(examples) : [{ value: example }];
  return html`<dl class="parameter"><dt><code>${name}</code> <span>${place}, ${typeOf(bundle, target)}${required && ", required"}</span></dt>
<dd>${inline(notes)}${
    shown.length > 0 &&
    html`<ul class="examples">${shown.map(({ summary, value }) => html`<li><code>${text(value)}</code>${summary && html` ${summary}`}</li>`)}</ul>`
  }${
    content &&
    formsOf(bundle, schema).map(
      (form) => form.fields.length > 0 && fieldTable({ ...form, text: "" }, `Members of ${name}`),
    )
  }</dd></dl>\n`;
}

function content(bundle: Bundle, type: string, { schema, examples = {} }: MediaType, label: string): Html {
  return html`${schema && formsOf(bundle, schema).map((form) => fieldTable(form, `${label}: ${type}`))}
${Object.values(examples).map(({ summary, value }) => html`<p class="example-title">${summary}</p>\n${exampleBlock(value)}`)}`;
}

function fieldTable({ name, text, fields }: Form, label: string): Html {
  if (fields.length === 0) return html`<p>${inline(text)}</p>`;
  return html`<div class="table-box"><table><caption>${label}${name && html`, <code>${name}</code>`}. ${inline(text)}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
<tbody>${fields.map((field) => html`<tr><th scope="row"><code>${field.name}</code></th><td>${field.type}${field.required && ", required"}</td><td>${inline(field.text)}</td></tr>\n`)}</tbody></table></div>`;
}

function answer(bundle: Bundle, { outcomes }: Operation, status: string, response: ResponseObject): Html {
  const headers = Object.entries(response.headers ?? {});
  return html`<h5 class="status">${status}</h5>
<p>${inline([response.description, ...extensionNotes(response)].join(" "))}</p>
${
  headers.length > 0 &&
  html`<dl class="headers">${headers.map(([name, header]) => {
    const resolved = resolve<HeaderObject>(bundle, header);
    const { schema = {}, example } = resolved;
    const notes = textOf(resolved);
    return html`<div><dt>Header <code>${name}</code> <span>${typeOf(bundle, resolve<Schema>(bundle, schema))}</span></dt><dd>${inline(notes)}${example !== undefined && html` For example <code>${text(example)}</code>.`}</dd></div>`;
  })}</dl>`
}
${Object.entries(response.content ?? {}).map(
  ([
    type,
    { schema, examples = {}, "x-when": when },
  ]) => html`${when && html`<p><code>${type}</code> ${inline(condition(when))}:</p>`}${schema && formsOf(bundle, schema).map((form) => fieldTable(form, type))}
${Object.entries(examples).map(([example, { summary, value }]) => {
  const outcome = outcomes.find((each) => each.example === example && String(each.status) === status);
  const thrown =
    outcome && isFailure(outcome) && html`, which the client throws as <code>${outcome.error.class}</code>`;
  return html`<p class="example-title">${summary ?? example}${thrown}</p>\n${exampleBlock(value)}`;
})}`,
)}`;
}

/** An example as it is sent; not coloured, which would make up a third of the page. */
const exampleBlock = (value: unknown): Html => raw(codeBlock(text(value), ""));

function errors({ codes }: Operation): Html | false {
  if (codes.length === 0) return false;
  const own = codes.filter(({ shared }) => !shared);
  return html`<h4>Error codes</h4>
${own.length > 0 && errorTable("Those of this operation", own)}
${own.length < codes.length && html`<p>${own.length > 0 ? "And the" : "The"} <a href="#/section/errors-of-every-operation">errors of every operation</a>.</p>`}`;
}

/** Codes, what they mean, and what becomes of them. */
export function errorTable(caption: string, codes: readonly ListedCode[]): Html {
  return html`<div class="table-box"><table><caption>${caption}</caption>
<thead><tr><th scope="col">Code</th><th scope="col">HTTP</th><th scope="col">What it means, and what to do</th><th scope="col">Thrown as</th></tr></thead>
<tbody>${codes.map((code) => html`<tr><th scope="row"><code>${code.code}</code></th><td>${code.status}</td><td>${inline(codeText(code))}</td><td><code>${code.errorClass}</code></td></tr>\n`)}</tbody></table></div>`;
}

function mockTable(provider: string, { mockAnswers }: Operation): Html {
  return html`<h4>Answers of the mock</h4>
<p>${inline(mockIntroduction(provider))}</p>
<div class="table-box"><table><caption>How to get each outcome</caption>
<thead><tr><th scope="col">Outcome</th><th scope="col">By value</th><th scope="col">By <code>Prefer</code></th></tr></thead>
<tbody>${mockAnswers.map((answer) => {
    const [outcome, value, prefer] = mockCells(answer);
    return html`<tr><th scope="row">${inline(outcome)}</th><td>${inline(value)}</td><td>${inline(prefer)}</td></tr>\n`;
  })}</tbody></table></div>`;
}

const inline = (markdown: string): Html => raw(renderInline(markdown));

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
