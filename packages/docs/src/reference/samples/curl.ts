import type { Bundle, Schema, SecurityScheme } from "../bundle.ts";
import { firstSentence } from "../first-sentence.ts";
import { idempotencyKey } from "../inputs.ts";
import type { Located } from "../operation.ts";
import { call, type Runtime } from "../outcome.ts";
import { type Arguments, exampleArguments } from "./arguments.ts";
import { curlBody, quoted } from "./curl-body.ts";
import { sampleWidth } from "./format.ts";
import type { Sample } from "./sample.ts";
import type { Setup } from "./setup.ts";

/** What our client sends for the call of the samples, as a line of curl, with placeholders for credentials. */
export async function curlSample(
  bundle: Bundle,
  located: Located,
  setup: Setup,
  runtime: Runtime,
): Promise<Sample> {
  const given = exampleArguments(bundle, located, undefined);
  const key = idempotencyKey(bundle, located);
  const request = await record(located, { ...given, ...(key && ownKey(key)) }, setup, runtime);
  const credentials = credentialsOf(bundle, located);
  const content = await curlBody(request, given);
  const { url, encoded } =
    request.method === "GET" ? withoutEncoded(request.url) : { url: request.url, encoded: [] };
  const query = credentials.query.map((pair) => (url.includes("?") ? "&" : "?") + pair).join("");
  const sent = [
    ...[...request.headers]
      .filter(([name]) => name !== "content-type" || content.sendsType)
      .map(([name, value]) => `-H '${spell(name, located)}: ${value}'`),
    ...credentials.headers.map((header) => `-H "${header}"`),
    ...encoded.map((pair) => `--data-urlencode ${quoted(pair)}`),
    ...content.options,
  ];
  const verb = request.method === content.method ? "" : `-X ${request.method} `;
  const get = encoded.length > 0 ? "-G " : "";
  const command = [`curl ${verb}${get}"${url}${query}"`, ...sent].join(" \\\n  ");
  const notes = key
    ? remark(`${key.name}: make up your own, another for each request, and the same when you repeat one.`)
    : [];
  return { lang: "bash", label: "curl", source: `${[...credentials.notes, ...notes, command].join("\n")}\n` };
}

/** Without one, the client would make up another each time that the samples are made. */
function ownKey({ name, schema: { example, examples } }: { name: string; schema: Schema }): Arguments {
  const value = example ?? examples?.[0];
  if (value === undefined) throw new Error(`${name}: an idempotency key that has no example`);
  return { [name]: value };
}

/** Has the client send its request, and answers nothing. */
async function record(located: Located, given: Arguments, setup: Setup, runtime: Runtime) {
  let sent: Request | undefined;
  await call(located, given, setup, runtime, async (input, init) => {
    sent = new Request(input, init);
    return new Response(null, { status: 500 });
  }).catch(() => undefined); // the empty answer is an error
  if (!sent) throw new Error(`${located.id}: the call of its examples sends nothing`);
  return sent;
}

/** An address without those values that cannot be read as it has them, and these, which curl can encode by itself. */
function withoutEncoded(address: string): { url: string; encoded: string[] } {
  const [path = "", query] = address.split("?");
  if (query === undefined) return { url: address, encoded: [] };
  const pairs = query.split("&");
  const isEncoded = (pair: string) => /%(?!2C)/.test(pair.split("=")[1] ?? "");
  const encoded = pairs
    .filter(isEncoded)
    .map((pair) => [...new URLSearchParams(pair)].map(([name, value]) => `${name}=${value}`).join());
  const plain = pairs.filter((pair) => !isEncoded(pair)).join("&");
  return { url: plain === "" ? path : `${path}?${plain}`, encoded };
}

/** A header's name as the spec writes it. */
function spell(name: string, { parameters }: Located): string {
  const known = parameters.find((parameter) => parameter.name.toLowerCase() === name)?.name;
  return known ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

interface Credentials {
  query: string[];
  headers: string[];
  /** Comments before the command. */
  notes: string[];
}

/** Where credentials go, by the first scheme that the operation takes. */
function credentialsOf(bundle: Bundle, { spec, parameters }: Located): Credentials {
  const [name] = Object.keys(spec.security?.[0] ?? {});
  const scheme = name === undefined ? undefined : bundle.components?.securitySchemes?.[name];
  if (name === undefined || scheme === undefined) return { query: [], headers: [], notes: [] };
  const variable = `$${name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}`;
  const template = signature(scheme);
  const notes = remark(`${variable}: ${opening(scheme.description)}`);
  if (template === undefined) {
    if (scheme.in === "query") return { query: [`${scheme.name}=${variable}`], headers: [], notes };
    const header =
      scheme.in === "header" ? `${scheme.name}: ${variable}` : `Authorization: Bearer ${variable}`;
    return { query: [], headers: [header], notes };
  }
  const signed = parameters.filter(
    (parameter) => parameter["x-client-supplies"] === "credential" && parameter.required,
  );
  return {
    query: [],
    headers: [
      ...signed.map((parameter) => `${parameter.name}: ${parameter.example}`),
      `${scheme.name}: ${template}`,
    ],
    notes: [
      ...remark(
        "The call is signed: what stands in <…> is computed from this very request and the secret key.",
      ),
      ...remark("The client does that for you; how it is done stands under Authentication on this page."),
    ],
  };
}

/** The form of a signature, where the scheme's description shows one; its parts in angle brackets. */
function signature({ description }: SecurityScheme): string | undefined {
  return /`([A-Z0-9]+-HMAC-\w+ [^`]+)`/.exec(description)?.[1]?.replace(/\{([^}]*)\}/g, "<$1>");
}

/** The first sentence, with the next one if it is but a name. */
function opening(text: string): string {
  const first = firstSentence(text);
  return first.length > 40 ? first : `${first} ${firstSentence(text.slice(first.length + 1))}`.trim();
}

/** Comments of the shell, in lines as wide as a sample. */
function remark(text: string): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length < sampleWidth || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}`);
}
