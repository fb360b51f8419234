import { inspect } from "node:util";
import { resolve } from "../../../../../scripts/generate/document.ts";
import type { Bundle, HeaderObject } from "../bundle.ts";
import type { Located } from "../operation.ts";
import { isFailure, type Outcome } from "../outcome.ts";
import { exampleArguments, printLiteral } from "./arguments.ts";
import type { Sample } from "./sample.ts";
import type { Setup } from "./setup.ts";

/** The call by name that succeeds, and what it resolves to. */
export function typescriptSample(
  bundle: Bundle,
  located: Located,
  { client, source }: Setup,
  outcomes: readonly Outcome[],
): Sample {
  const success = outcomes.find((outcome) => !isFailure(outcome));
  const given = exampleArguments(bundle, located, success?.example);
  const literal = Object.keys(given).length > 0 ? printLiteral(given, "", 80) : "";
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
  return { lang: "typescript", label: "TypeScript", source: `${source}\n\n${lines.join("\n")}\n` };
}

/** A header that every success has: the answer is not complete without it. */
function tellingHeader(bundle: Bundle, { spec }: Located, success: Outcome | undefined): string | undefined {
  const headers = Object.entries(spec.responses[String(success?.status)]?.headers ?? {});
  return headers.find(([, header]) => resolve<HeaderObject>(bundle, header).required)?.[0];
}

/** What Node shows of a result, down to its second level. */
function comment(result: unknown): string {
  const lines = inspect(result, { breakLength: 76, depth: 1, maxStringLength: 60 }).split("\n");
  return lines.map((line) => `// ${line}`).join("\n");
}
