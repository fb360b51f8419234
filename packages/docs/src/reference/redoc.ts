import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { authenticationChoice, noAuthentication, tokenSources } from "./authentication.ts";
import type { Bundle, MediaType, Schema } from "./bundle.ts";
import { errorList, type ListedCode, sharedCodes } from "./error-codes.ts";
import { extensionNotes } from "./extension-notes.ts";
import { apiFacts, type Fact, operationFacts, sentence } from "./facts.ts";
import { type MockAnswer, mockCells, mockIntroduction } from "./mock-answers.ts";
import type { Provider } from "./provider.ts";
import { whole } from "./static/fields.ts";

const script = join(
  import.meta.dirname,
  "../../../../node_modules/@redocly/cli/lib/chunks/redoc.standalone.js",
);

/** Redocly's credit, which their script would load from their own host. */
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="56" height="16"><text y="12" font-family="system-ui,sans-serif" font-size="12" fill="#808aa0">Redocly</text></svg>',
)}`;

/** The script that `redocly build-docs` puts into its pages, from the same package, asking no other host for anything. */
export async function redocScript(): Promise<string> {
  const text = await readFile(script, "utf8");
  const images = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
  if (!images.test(text))
    throw new Error(`${script}: the logo's address has changed, look for requests to other hosts`);
  return text.replace(images, logo);
}

/** A bundle as Redoc is to show it: what our extensions say stands in the descriptions, and samples beside the calls. */
export function redocDefinition({ bundle, operations, ...provider }: Provider): object {
  const definition = readable(structuredClone(bundle), bundle) as Bundle;
  for (const server of definition.servers) server.description &&= server.description.replaceAll("`", "");
  const sections = [
    definition.info.description,
    factTable(apiFacts({ bundle, ...provider }, "../")),
    "[Everything on one page](plain/): for printing, and for reading without JavaScript.",
    authenticationSection(bundle, provider),
    sharedErrorSection(bundle),
  ];
  definition.info.description = sections.filter(Boolean).join("\n\n");
  const mock = provider.sharedBy[0]?.name ?? provider.name;
  for (const operation of operations) {
    const { id, method, path, spec, codes, samples, mockAnswers } = operation;
    const target = definition.paths[path]?.[method.toLowerCase()] as Shown | undefined;
    if (!target) throw new Error(`${id}: not in the bundle`);
    target.description = [
      spec.description,
      factTable(operationFacts(operation, { bundle, ...provider }, "../")),
      ...errorSection(codes),
      mockSection(mock, mockAnswers),
    ].join("\n\n");
    target["x-codeSamples"] = samples.map(({ lang, label, source }) => ({ lang, label, source }));
    for (const media of Object.values(target.requestBody?.content ?? {})) keepFirstExample(media);
  }
  return definition;
}

/** An operation of Redoc's definition. */
interface Shown {
  description: string;
  requestBody?: { content: Record<string, MediaType> };
  "x-codeSamples"?: object[];
}

/** With several, Redoc has a menu that changes the body it shows, and leaves our samples as they are. */
function keepFirstExample(media: MediaType): void {
  if (media.examples) media.examples = Object.fromEntries(Object.entries(media.examples).slice(0, 1));
}

function factTable(facts: readonly Fact[]): string {
  return ["| | |", "|---|---|", ...facts.map(({ term, text }) => `| ${term} | ${text} |`)].join("\n");
}

/** How calls are authenticated, as a section of its own: Redoc has it behind a button of each operation only. */
function authenticationSection({ components }: Bundle, { uses }: Pick<Provider, "uses">): string {
  const schemes = Object.entries(components?.securitySchemes ?? {});
  const isChoice = schemes.length > 1;
  const texts = schemes.map(([id, { description, in: place, name }]) => {
    const where = place && `in the ${place === "query" ? "query, as" : place} **\`${name}\`**`;
    const head = [isChoice && `**\`${id}\`**`, where].filter(Boolean).join(", ");
    return head ? `${sentence(head)} ${description}` : description;
  });
  if (isChoice) texts.unshift(authenticationChoice("../"));
  const told = texts.length > 0 ? texts : [`${noAuthentication}.`];
  return ["# Authentication", ...told, ...tokenSources(uses, "../")].join("\n\n");
}

/** Where Redoc puts the section of the codes that any operation can answer. */
const sharedErrors = "#/section/errors-of-every-operation";

function sharedErrorSection(bundle: Bundle): string | undefined {
  const codes = sharedCodes(bundle);
  return codes.length > 0 ? `# Errors of every operation\n\n${errorList(codes)}` : undefined;
}

function errorSection(codes: readonly ListedCode[]): string[] {
  if (codes.length === 0) return [];
  const own = errorList(codes.filter(({ shared }) => !shared));
  const more = codes.some(({ shared }) => shared)
    ? [`${own ? "And the" : "The"} [errors of every operation](${sharedErrors}).`]
    : [];
  return ["### Error codes", ...(own ? [own] : []), ...more];
}

function mockSection(provider: string, answers: readonly MockAnswer[]): string {
  const rows = answers.map((answer) => `| ${mockCells(answer).map(escapeCell).join(" | ")} |`);
  return [
    "### Answers of the mock",
    mockIntroduction(provider),
    ["| Outcome | By value | By `Prefer` |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

const escapeCell = (text: string): string => text.replaceAll("|", "\\|");

type Node = Record<string, unknown>;

/** Takes the extensions out of a node and all that is in it, and says in its description what they said. */
function readable(node: unknown, bundle: Bundle): unknown {
  if (Array.isArray(node)) return node.map((each) => readable(each, bundle));
  if (typeof node !== "object" || node === null) return node;
  const said = isDescribedReference(node) ? whole(bundle, node) : (node as Node);
  const notes = extensionNotes(said);
  const kept = Object.entries(node)
    .filter(([key]) => !key.startsWith("x-") || isNameOfHeader(node, key))
    .map(([key, member]) => [
      key,
      key === "examples" || key === "example" ? member : readable(member, bundle),
    ]);
  const result: Node = Object.fromEntries(kept);
  if (said !== node || notes.length > 0)
    result.description = [said.description, ...notes].filter(Boolean).join(" ");
  return result;
}

/** Whether a description stands beside a reference: Redoc shows it in the place of that of the target. */
const isDescribedReference = (node: object): node is Schema =>
  "$ref" in node && typeof node.$ref === "string" && "description" in node;

/** Names of headers and of schemas' members may begin with `x-`, too: then an object stands behind them. */
function isNameOfHeader(node: object, key: string): boolean {
  const value = (node as Node)[key];
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    ("schema" in value || "type" in value || "$ref" in value)
  );
}
