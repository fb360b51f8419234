import { type InspectOptions, inspect } from "node:util";
import { resolve } from "../../../../../scripts/generate/document.ts";
import type { Bundle, HeaderObject } from "../bundle.ts";
import type { Located, SampleContext } from "../operation.ts";
import { isFailure, type Outcome } from "../outcome.ts";
import { type Arguments, Expression, exampleArguments, printLiteral } from "./arguments.ts";
import { withCredentials } from "./credentials.ts";
import { formatSample, sampleWidth } from "./format.ts";
import type { Sample } from "./sample.ts";
import type { Setup } from "./setup.ts";

/** The call by name that succeeds, and what it resolves to. */
export async function typescriptSample(
  { bundle, createClient }: SampleContext,
  located: Located,
  { client, source }: Setup,
  outcomes: readonly Outcome[],
): Promise<Sample> {
  const success = outcomes.find((outcome) => !isFailure(outcome));
  const usual = exampleArguments(bundle, located, success?.example);
  const given = withCredentials(usual, usual, located, { program: source, createClient });
  const isTrade = Object.values(given).some((value) => value instanceof Expression);
  const literal = Object.keys(given).length > 0 ? printLiteral(given) : "";
  const call = `${client}.${located.id}(${literal})`;
  const header = tellingHeader(bundle, located, success);
  const lines = header
    ? [
        `const { data, response } = await ${call}.withResponse();`,
        `console.log(response.headers.get("${header}"));`,
        ...shown("data", success?.result),
      ]
    : success?.result === undefined
      ? [`await ${call};`]
      : [`const result = await ${call};`, ...shown("result", success.result)];
  if (isTrade) lines.unshift("// The client itself calls this when it needs a token.");
  const loop = listLoop(located, client, given);
  if (loop.length > 0) lines.unshift(...loop, "", "// One page:");
  const program = `${source}\n\n${lines.join("\n")}\n`;
  return { lang: "typescript", label: "TypeScript", source: await formatSample(program) };
}

/** Reads a list to its end, whatever page the example is of. */
function listLoop({ id: name, spec }: Located, client: string, given: Arguments): string[] {
  const { "x-pagination": pagination } = spec;
  if (!pagination) return [];
  const { id, offset, page, cursor, size } = pagination;
  const paging = [offset, page, cursor, size];
  const kept = Object.entries(given).filter(([input]) => !paging.includes(input));
  const literal = kept.length > 0 ? printLiteral(Object.fromEntries(kept)) : "";
  return [
    "// The whole list:",
    `for await (const item of ${client}.paginate.${name}(${literal})) {`,
    `console.log(item${id === undefined ? "" : `.${id}`});`,
    "}",
  ];
}

/** A header that every success has: the answer is not complete without it. */
function tellingHeader(bundle: Bundle, { spec }: Located, success: Outcome | undefined): string | undefined {
  const headers = Object.entries(spec.responses[String(success?.status)]?.headers ?? {});
  return headers.find(([, header]) => resolve<HeaderObject>(bundle, header).required)?.[0];
}

/** How results are shown: down to their second level. */
export const resultStyle: InspectOptions = { breakLength: sampleWidth - 3, depth: 1, maxStringLength: 40 };

/** How many lines of a text are shown. */
const textLines = 7;

/** Logs a result, and says what one then sees: of bytes their number, of a text its beginning. */
function shown(name: string, result: unknown): string[] {
  if (result instanceof Uint8Array)
    return [`console.log(${name}.length, "bytes");`, `// ${result.length} bytes`];
  const text = typeof result === "string" ? result.trimEnd() : inspect(result, resultStyle);
  const lines = text.split("\n");
  const kept =
    typeof result === "string" && lines.length > textLines ? [...lines.slice(0, textLines), "…"] : lines;
  return [`console.log(${name});`, ...kept.map((line) => `// ${line}`.trimEnd())];
}
