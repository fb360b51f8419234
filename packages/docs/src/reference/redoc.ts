import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle, Extended } from "./bundle.ts";
import { errorList, type ListedCode, sharedCodes } from "./error-codes.ts";
import { apiFacts, evidences, type Fact, operationFacts, suppliers } from "./facts.ts";
import type { Provider } from "./provider.ts";

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
  const definition = readable(structuredClone(bundle)) as Bundle;
  for (const server of definition.servers) server.description &&= server.description.replaceAll("`", "");
  const sections = [
    definition.info.description,
    factTable(apiFacts({ bundle, ...provider }, "../")),
    authenticationSection(bundle, provider),
    sharedErrorSection(bundle),
  ];
  definition.info.description = sections.filter(Boolean).join("\n\n");
  for (const { id, method, path, spec, codes, samples } of operations) {
    const target = definition.paths[path]?.[method.toLowerCase()] as Record<string, unknown> | undefined;
    if (!target) throw new Error(`${id}: not in the bundle`);
    target.description = [spec.description, factTable(operationFacts(spec)), ...errorSection(codes)].join(
      "\n\n",
    );
    target["x-codeSamples"] = samples.map(({ lang, label, source }) => ({ lang, label, source }));
  }
  return definition;
}

function factTable(facts: readonly Fact[]): string {
  return ["| | |", "|---|---|", ...facts.map(({ term, text }) => `| ${term} | ${text} |`)].join("\n");
}

/** How calls are authenticated, as a section of its own: Redoc has it behind a button of each operation only. */
function authenticationSection({ components }: Bundle, { uses }: Pick<Provider, "uses">): string {
  const schemes = Object.values(components?.securitySchemes ?? {});
  const texts = schemes.map(({ description, in: place, name }) =>
    place ? `In the ${place === "query" ? "query, as" : place} **\`${name}\`**. ${description}` : description,
  );
  const shared = uses.map(
    ({ name, title }) => `Tokens come from a call that several services share: [${title}](../${name}/).`,
  );
  const none = "None: user and password are what the call itself takes.";
  return ["# Authentication", ...(texts.length > 0 ? texts : [none]), ...shared].join("\n\n");
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

type Node = Record<string, unknown>;

/** Takes the extensions out of a node and all that is in it, and says in its description what they said. */
function readable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(readable);
  if (typeof node !== "object" || node === null) return node;
  const notes = extensionNotes(node);
  const kept = Object.entries(node)
    .filter(([key]) => !key.startsWith("x-") || isNameOfHeader(node, key))
    .map(([key, member]) => [key, key === "examples" || key === "example" ? member : readable(member)]);
  const result: Node = Object.fromEntries(kept);
  if (notes.length > 0) result.description = [result.description, ...notes].filter(Boolean).join(" ");
  return result;
}

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

/** What the extensions beside a description say: of a parameter, a header, an answer or a schema. */
export function extensionNotes(node: Extended): string[] {
  const { "x-evidence": evidence, "x-client-supplies": supplies, "x-envelope": envelope } = node;
  return [
    supplies && suppliers[supplies],
    envelope && `The client takes off this envelope, and gives what is in \`${envelope}\`.`,
    evidence && `Evidence: ${evidences[evidence]}.`,
  ].filter((note) => typeof note === "string");
}
