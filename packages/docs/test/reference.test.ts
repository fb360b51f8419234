import { describe, expect, test } from "vitest";
import type { Bundle, Example, OperationObject } from "../src/reference/bundle.ts";
import { callbacksOf } from "../src/reference/callbacks.ts";
import {
  loadProviders,
  type Provider,
  plainPage,
  referenceAssets,
  referencePage,
} from "../src/reference/index.ts";
import { mockCells } from "../src/reference/mock-answers.ts";
import { redocDefinition } from "../src/reference/redoc.ts";

const providers = await loadProviders();
const files = await referenceAssets(providers);
const assets = Object.fromEntries(Object.keys(files).map((name) => [name, `assets/${name}`]));

const site = { layout: ({ body }: { body: { text: string } }) => body.text, assets };
const pagesBy = (page: typeof referencePage) =>
  providers.map((provider) => {
    const html = page(provider, site);
    return { name: provider.name, provider, html, text: textOf(html) };
  });

test("there is a reference of each API that has a mock, and of what they share", () => {
  expect(providers.map(({ name }) => name)).toEqual([
    "bigchange",
    "cielo24",
    "codearts-build",
    "huawei-dli",
    "tencent-batch",
    "huawei-auth",
  ]);
  expect(providers.at(-1)?.sharedBy.map(({ name }) => name)).toEqual(["codearts-build", "huawei-dli"]);
});

describe.each(pagesBy(referencePage))("the short reference of $name", ({ provider, html, text }) => {
  test("says what each operation does, and where all of it stands", () => {
    for (const { summary, description, call, anchor } of provider.operations) {
      for (const part of [summary, plain(description), `By name ${call} of`]) expect(text).toContain(part);
      expect(html).toContain(`href="plain/#${anchor}"`);
    }
  });

  test("has the anchors of all deep links", () => expectAnchors(provider, html));
});

describe.each(pagesBy(plainPage))("the whole reference of $name", ({ provider, html, text }) => {
  const { bundle } = provider;

  test("has every operation, with its texts and what the extensions say", () => {
    for (const { operation, path } of operationsOf(bundle)) {
      const { operationId, summary, description, externalDocs } = operation;
      for (const part of [operationId, summary, plain(description), path]) expect(text).toContain(part);
      expect(html).toContain(`href="${externalDocs.url.replaceAll("&", "&amp;")}"`);
      expect(text).toContain(
        { safe: "Safe.", idempotent: "Idempotent.", never: "Never blindly." }[operation["x-retry"]],
      );
      const { requests } = operation["x-rate-limit"] ?? {};
      if (requests) expect(text).toMatch(new RegExp(`\\b${requests} requests? per `));
      const { id } = operation["x-lifecycle"] ?? {};
      if (id) expect(text).toContain(`that ${id} names`);
    }
  });

  test("has every parameter, header and field, with what is said of it", () => {
    for (const name of names(bundle)) expect(text).toContain(name);
    for (const description of descriptions(bundle)) expect(text).toContain(plain(description));
  });

  test("has every answer, and every example of input and answer", () => {
    for (const { operation } of operationsOf(bundle))
      for (const status of Object.keys(operation.responses))
        expect(html).toContain(`<h5 class="status">${status}</h5>`);
    for (const { summary, value } of examples(bundle)) {
      const shown = typeof value === "string" ? value : JSON.stringify(value, null, 2);
      expect(text).toContain(shown.replace(/\s+/g, " "));
      if (summary) expect(text).toContain(summary);
    }
  });

  test("tells of waiters, lists, callbacks, servers, kinds of answers, how values travel, and what is not set", () => {
    for (const part of told(provider)) expect(text).toContain(plain(part));
    for (const { spec, parameters } of provider.operations.flatMap((each) =>
      callbacksOf(bundle, each.spec),
    )) {
      expect(text).toContain(plain(spec.description));
      for (const { name, description = "" } of parameters) {
        expect(text).toContain(name);
        expect(text).toContain(plain(description));
      }
    }
  });

  test("has every error code, with what to do", () => {
    const lists = operationsOf(bundle).map(({ operation }) => operation["x-error-codes"] ?? []);
    for (const { code, description } of [...lists.flat(), ...(bundle["x-error-codes"] ?? [])]) {
      expect(text).toContain(code);
      expect(text).toContain(plain(description));
    }
  });

  test("has every sample, as it was tested", () => {
    for (const { samples } of provider.operations)
      for (const { source } of samples) expect(text).toContain(source.trim().replace(/\s+/g, " "));
  });

  test("tells how to call each operation by name, and how to get each outcome from the mock", () => {
    for (const { call, outcomes, mockAnswers } of provider.operations) {
      expect(text).toContain(`By name ${call} of ${provider.packageName}`);
      expect(mockAnswers.map(({ outcome }) => outcome)).toEqual(outcomes);
      for (const answer of mockAnswers) expect(text).toContain(mockCells(answer).map(plain).join(" "));
    }
  });

  test("is found by names, hosts, and how calls are authenticated", () => {
    for (const { call, words } of provider.operations) {
      const found = words.split(" ");
      expect(found).toContain(call.toLowerCase());
      for (const { url } of bundle.servers.filter(({ variables }) => !variables))
        expect(found).toContain(new URL(url).hostname);
      for (const name of Object.keys(bundle.components?.securitySchemes ?? {}))
        expect(found).toContain(name.toLowerCase());
    }
  });

  test("has the anchors of all deep links", () => expectAnchors(provider, html));

  test("shows no extension as it stands in the spec", () => {
    for (const key of extensions(bundle)) expect(text).not.toContain(key);
  });
});

describe.each(providers)("what Redoc shows of $name", (provider) => {
  const definition = JSON.parse(files[`${provider.name}.json`] as string) as Bundle;

  test("has no extension but the samples", () => {
    expect([...extensions(definition)].filter((key) => key !== "x-codeSamples")).toEqual([]);
    const samples = operationsOf(definition).map(({ operation }) => Reflect.get(operation, "x-codeSamples"));
    expect(samples).toEqual(provider.operations.map(({ samples }) => samples));
  });

  test("has one example of what is sent, the same as in the samples: no menu that changes a part of them only", () => {
    for (const [index, { operation }] of operationsOf(provider.bundle).entries()) {
      const shown = operationsOf(definition)[index]?.operation.requestBody?.content ?? {};
      for (const [type, { examples = {} }] of Object.entries(operation.requestBody?.content ?? {}))
        expect(Object.entries(shown[type]?.examples ?? {})).toEqual(Object.entries(examples).slice(0, 1));
    }
  });

  test("tells how to call each operation by name, and how to get each outcome from the mock", () => {
    for (const { id, call, mockAnswers } of provider.operations) {
      const shown = operationsOf(definition).find(({ operation }) => operation.operationId === id);
      const { description = "" } = shown?.operation ?? {};
      expect(call).toMatch(new RegExp(`^[a-z]\\w*\\.${id}$`));
      expect(description).toContain(`| By name | \`${call}\` of \`${provider.packageName}\` |`);
      for (const { outcome, prefer } of mockAnswers) {
        const row = description.split("\n").find((line) => line.includes(`\`${prefer}\``));
        expect(row, prefer).toMatch(/^(\| [^|]+){3}\|$/);
        expect(row).toContain(`| ${outcome.status}: ${outcome.summary}`);
      }
    }
  });

  test("says in its descriptions what the extensions say", () => {
    for (const [index, { operation }] of operationsOf(provider.bundle).entries()) {
      const shown = operationsOf(definition)[index]?.operation.description;
      expect(shown).toContain("| Sending it again |");
      expect(shown).toContain("| Evidence |");
      if (operation["x-pagination"])
        expect(shown).toMatch(
          new RegExp(`\\| Pages \\| \\[\`\\w+\\.paginate\\.${operation.operationId}\`\\]\\(\\.\\./guides/`),
        );
      for (const { code, description } of operation["x-error-codes"] ?? []) {
        expect(shown).toContain(`\`${code}\``);
        expect(shown).toContain(description);
      }
    }
  });

  test("tells of waiters, lists, callbacks, servers, kinds of answers, how values travel, and what is not set", () => {
    const shown = JSON.stringify(definition).replaceAll('\\"', '"');
    for (const part of told(provider)) expect(shown).toContain(part);
  });

  test("has the codes of every operation in one place, to which operations lead", () => {
    for (const { code, description } of provider.bundle["x-error-codes"] ?? []) {
      expect(definition.info.description).toContain(`\`${code}\``);
      expect(definition.info.description).toContain(description);
      for (const { operation } of operationsOf(definition))
        expect(operation.description).toContain("(#/section/errors-of-every-operation)");
    }
  });

  test("keeps what is no extension, headers that begin with x- among them", () => {
    expect(names(definition)).toEqual(names(provider.bundle));
    expect(examples(withoutBodies(definition))).toEqual(examples(withoutBodies(provider.bundle)));
  });
});

test("an answer becomes what the client makes of its kind: data, text or bytes", () => {
  const outcomes = (id: string) =>
    providers.flatMap(({ operations }) => operations).find((each) => each.id === id)?.outcomes;
  const result = (id: string, name: string) => outcomes(id)?.find(({ example }) => example === name)?.result;
  expect(result("getCaption", "srt")).toMatch(/^1\n00:00:01,120 --> /);
  expect(result("getCaption", "captionUrl")).toEqual({ CaptionUrl: expect.stringMatching(/^http/) });
  expect(result("downloadMedia", "videoDownloaded")).toBeInstanceOf(Uint8Array);
});

test("samples read lists to their end, leave out what the client makes up, and give booleans where the wire has texts", () => {
  const samples = (id: string) =>
    providers
      .flatMap(({ operations }) => operations)
      .find((operation) => operation.id === id)
      ?.samples.map(({ source }) => source) ?? [];
  const [list] = samples("describeJobs");
  expect(list).toContain("for await (const item of batch.paginate.describeJobs())");
  expect(list).toMatch(/await batch\.describeJobs\(\{ Limit: \d+ \}\)/);
  const [submit, submitByCurl] = samples("submitJob");
  expect(submit).not.toContain("ClientToken");
  expect(submitByCurl).toContain('"ClientToken": "');
  const [, , attach] = samples("attachInstances");
  expect(attach).toContain("KeepImageLogin: true");
});

test("Redoc shows headers and members whose names begin with x-", () => {
  const [provider] = providers;
  if (!provider) return expect.fail("there is no provider");
  const bundle = structuredClone(provider.bundle);
  const answer = operationsOf(bundle)[0]?.operation.responses["200"];
  if (answer) answer.headers = { "x-left": { description: "What is left.", schema: { type: "integer" } } };
  const schema = {
    type: "object",
    properties: { "x-member": { type: "string", "x-evidence": "sdk" as const } },
  };
  Object.assign(bundle.components?.schemas ?? {}, { Odd: schema });

  const shown = JSON.stringify(redocDefinition({ ...provider, bundle }));
  expect(shown).toContain('"x-left":{"description":"What is left."');
  expect(shown).toContain('"x-member":{"type":"string","description":"Evidence: seen in an SDK');
});

test("Redoc's script asks no other host for its logo", () => {
  expect(files["redoc.js"]).toContain("API docs by");
  expect(files["redoc.js"]).not.toMatch(/cdn\.redoc\.ly/);
});

function expectAnchors({ bundle, operations }: Provider, html: string): void {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(new Set(ids).size);
  expect(ids).toContain("/");
  for (const { name } of bundle.tags) expect(ids).toContain(`/${name}`);
  expect(ids).toContain("/section/authentication");
  for (const { anchor } of operations) expect(ids).toContain(anchor);
  for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
}

/** What a reader sees, spaces made equal. */
function textOf(html: string): string {
  return html
    .replace(/<(?:span|code|a|strong|em)\b[^>]*>|<\/(?:span|code|a|strong|em)>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(quot|lt|gt|amp));/gi, (_, decimal, hexadecimal, name) =>
      name
        ? { quot: '"', lt: "<", gt: ">", amp: "&" }[name as "lt"]
        : String.fromCharCode(hexadecimal ? Number.parseInt(hexadecimal, 16) : decimal),
    )
    .replace(/[“”]/g, '"')
    .replace(/’/g, "'")
    .replace(/\s+/g, " ");
}

/** Markdown as a reader sees it: the signs gone, spaces made equal. */
function plain(markdown: string): string {
  return markdown
    .replace(/^```\w*$/gm, "")
    .replace(/`|\*\*/g, "")
    .replace(/^\d+\. /gm, "")
    .replace(/[“”]/g, '"')
    .replace(/’/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

function operationsOf({ paths }: Bundle): { path: string; operation: OperationObject }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.values(item)
      .filter(
        (operation) => typeof operation === "object" && operation !== null && "operationId" in operation,
      )
      .map((operation) => ({ path, operation: operation as OperationObject })),
  );
}

/** Every object of a bundle, examples' values aside, with the key under which it stands. */
function* objects(node: unknown, key = ""): Generator<[string, Record<string, unknown>]> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield [key, node as Record<string, unknown>];
  for (const [name, member] of Object.entries(node))
    if (name !== "example" && name !== "examples") yield* objects(member, name);
}

/** Keys that begin with `x-` and name neither a header nor a parameter. */
function extensions(bundle: Bundle): Set<string> {
  const headers = new Set(
    [...objects(bundle)].filter(([key]) => key === "headers").flatMap(([, node]) => Object.keys(node)),
  );
  const keys = [...objects(bundle)].flatMap(([, node]) => Object.keys(node));
  return new Set(keys.filter((key) => /^x-[a-z]/i.test(key) && !headers.has(key)));
}

/** What is to be said of a provider's operations, as Markdown, by what its spec has as data. */
function told({ bundle }: { bundle: Bundle }): string[] {
  const of = operationsOf(bundle).flatMap(({ operation }) => {
    const { "x-waiter": waiter, "x-pagination": pagination, servers = [], responses } = operation;
    const kinds = Object.values(responses).flatMap(({ content }) => Object.values(content ?? {}));
    return [
      ...(waiter
        ? [
            `.${waiter.method}`,
            ...[...waiter.succeeded, ...waiter.failed].map((state) => `\`${state}\``),
            ...(waiter.reason ? [`whose message has \`${waiter.reason}\``] : []),
            ...(waiter.parts ? [`the \`${waiter.parts.state}\` of one of \`${waiter.parts.items}\``] : []),
          ]
        : []),
      ...(pagination
        ? [
            `.paginate.${operation.operationId}`,
            `reads the whole of \`${pagination.items}\``,
            ...(pagination.id ? [`comes twice, by its \`${pagination.id}\``] : []),
          ]
        : []),
      ...callbacksOf(bundle, operation).map(
        ({ address, parser }) => `The provider calls \`${address}\`; \`${parser}\` reads what comes`,
      ),
      ...servers.map(({ url }) => `Only \`${url}\`.`),
      ...kinds.flatMap(({ "x-when": when = {} }) =>
        Object.entries(when).map(([name, value]) => `if \`${name}\` is \`${value}\`, `),
      ),
    ];
  });
  const notes = [...objects(bundle)].flatMap(([, node]) => [
    ...(node.in && node.content ? ["the client writes it as JSON text"] : []),
    ...(node["x-written"] ? ["the client writes a tuple"] : []),
    ...(node.in && node.explode === false && !node["x-written"] ? ["with commas between them"] : []),
    ...(node.format === "boolean"
      ? [node.type === "string" ? "In the client it is a boolean; on the wire" : "It may come as text"]
      : []),
    ...(node["x-client-supplies"] === "idempotency"
      ? ["The client makes up another for each call", "so that the provider acts once"]
      : []),
    ...("x-unset" in node
      ? [`On the wire \`${JSON.stringify(node["x-unset"])}\` says that it is not set`]
      : []),
  ]);
  const schemes = Object.keys(bundle.components?.securitySchemes ?? {});
  return [...of, ...notes, ...(schemes.length > 1 ? ["A call needs one of these."] : [])];
}

test("cielo24 has all that can be told so", () => {
  const cielo24 = providers.find(({ name }) => name === "cielo24");
  expect(new Set(cielo24 && told(cielo24)).size).toBeGreaterThanOrEqual(12);
});

test("Tencent Cloud Batch has lists, parts and reasons, idempotency keys, booleans in texts, and two ways to sign", () => {
  const tencent = providers.find(({ name }) => name === "tencent-batch");
  const parts = (tencent && told(tencent))?.join("\n") ?? "";
  for (const part of ["describeJobs", "whose message", "makes up another", "on the wire", "one of these"])
    expect(parts).toContain(part);
});

/** Names of parameters, headers and members, sorted. */
function names({ paths, components = {} }: Bundle): string[] {
  const { headers: _, ...named } = components; // these have names that refer to them, and no other
  const found = [...objects({ paths, named })].flatMap(([key, node]) => {
    if (key === "properties" || key === "headers") return Object.keys(node);
    return typeof node.name === "string" && typeof node.in === "string" ? [node.name] : [];
  });
  return [...new Set(found)].sort();
}

/** What is said of parameters, answers, headers, schemas and members. */
function descriptions({ paths, components = {} }: Bundle): string[] {
  return [...objects({ paths, components })].flatMap(([key, { description, operationId, url }]) =>
    typeof description === "string" && operationId === undefined && url === undefined && key !== "scopes"
      ? [description]
      : [],
  );
}

/** A bundle without what is sent. */
function withoutBodies(bundle: Bundle): Bundle {
  const copy = structuredClone(bundle);
  for (const { operation } of operationsOf(copy)) delete operation.requestBody;
  return copy;
}

function examples(bundle: Bundle): Example[] {
  return [...objects(bundle)].flatMap(([, { examples, content, in: place }]) => {
    const media = Object.values((content ?? {}) as Record<string, { examples?: Record<string, Example> }>);
    const own = place === undefined ? {} : ((examples ?? {}) as Record<string, Example>);
    return [own, ...media.map(({ examples = {} }) => examples)].flatMap((each) => Object.values(each));
  });
}
