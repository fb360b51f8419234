import { type InspectOptions, inspect } from "node:util";
import { resolve } from "../../../../../scripts/generate/document.ts";
import type { Bundle, HeaderObject } from "../bundle.ts";
import type { Located, SampleContext } from "../operation.ts";
import { isFailure, type Outcome } from "../outcome.ts";
import { Expression, exampleArguments, printLiteral } from "./arguments.ts";
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
        "console.log(data);",
        comment(success?.result),
      ]
    : success?.result === undefined
      ? [`await ${call};`]
      : [`const result = await ${call};`, "console.log(result);", comment(success.result)];
  if (isTrade) lines.unshift("// The client itself calls this when it needs a token.");
  const program = `${source}\n\n${lines.join("\n")}\n`;
  return { lang: "typescript", label: "TypeScript", source: await formatSample(program) };
}

/** A header that every success has: the answer is not complete without it. */
function tellingHeader(bundle: Bundle, { spec }: Located, success: Outcome | undefined): string | undefined {
  const headers = Object.entries(spec.responses[String(success?.status)]?.headers ?? {});
  return headers.find(([, header]) => resolve<HeaderObject>(bundle, header).required)?.[0];
}

/** How results are shown: down to their second level. */
export const resultStyle: InspectOptions = { breakLength: sampleWidth - 3, depth: 1, maxStringLength: 40 };

/** What Node shows of a result. */
function comment(result: unknown): string {
  const lines = inspect(result, resultStyle).split("\n");
  return lines.map((line) => `// ${line}`).join("\n");
}
