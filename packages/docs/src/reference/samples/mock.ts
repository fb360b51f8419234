import type { Located, SampleContext } from "../operation.ts";
import { isFailure, type Outcome } from "../outcome.ts";
import { exampleArguments, isReachedByInput, printLiteral } from "./arguments.ts";
import type { Sample } from "./sample.ts";
import type { Setup } from "./setup.ts";

/**
 * A program that gets every documented outcome from the mock, a line for each, and checks what the client makes
 * of it. Where the spec has an input that causes the outcome, that input is given; else the mock is asked for it.
 */
export function mockSample(
  { provider, createClient, bundle, sharedBy }: SampleContext,
  located: Located,
  setup: Setup,
  outcomes: readonly Outcome[],
): Sample {
  const usual = outcomes.find((outcome) => !isFailure(outcome))?.example;
  const input = exampleArguments(bundle, located, usual);
  const named = JSON.stringify(input).length > 60; // too long to stand in every line
  const inputType = `${located.id.charAt(0).toUpperCase()}${located.id.slice(1)}Arguments`;
  const lines = outcomes.map((outcome) => {
    const { example, status, error, summary } = outcome;
    const byInput = example === undefined || example === usual || isReachedByInput(located, example);
    const given = byInput && example !== undefined ? exampleArguments(bundle, located, example) : input;
    const options = byInput ? once(error?.class) : [`ask("code=${status}, example=${example}")`];
    const same = named && JSON.stringify(given) === JSON.stringify(input);
    const empty = Object.keys(given).length === 0 && options.length === 0;
    const passed = [...(empty ? [] : [same ? "input" : printLiteral(given, "", 80)]), ...options].join(", ");
    const call = `${setup.client}.${located.id}(${passed})`;
    const title = `// ${status}: ${summary}${error?.code === undefined ? "" : ` (${error.code})`}`;
    return `${title}\n${error ? `await assert.rejects(${call}, ${error.class});` : `await ${call};`}`;
  });
  const classes = [...new Set(outcomes.filter(isFailure).map(({ error }) => error.class))].sort();
  const source = setup.mock ?? ownMock(setup, createClient, sharedBy[0]?.name ?? provider);
  const parts = [
    withImports(source, createClient, [...classes, ...(named ? [`type ${inputType}`] : [])]),
    [
      named && `const input: ${inputType} = ${printLiteral(input, "", 80)};`,
      lines.some((line) => line.includes("ask(")) &&
        "const ask = (Prefer: string) => ({ headers: { Prefer }, retries: 0 });",
    ]
      .filter(Boolean)
      .join("\n"),
    lines.join("\n"),
    "await mock.close();",
  ];
  return { lang: "typescript", label: "Mock", source: `${parts.filter(Boolean).join("\n\n")}\n` };
}

/** Failures that may pass would be sent again before they are thrown. */
function once(errorClass: string | undefined): string[] {
  return errorClass === "ServerError" || errorClass === "RateLimitError" ? ["{ retries: 0 }"] : [];
}

/** For a spec that other providers share: it is served by the mock of each of them. */
function ownMock({ source }: Setup, createClient: string, provider: string): string {
  const lines = source.split("\n");
  const last = lines.pop()?.replace(`${createClient}({ `, `${createClient}({ baseUrl: mock.url, `);
  return [
    `import { startMock } from "@jobwire/mock";`,
    ...lines,
    `const mock = await startMock("${provider}");`,
    last,
  ].join("\n");
}

/** Adds names to the import of the client, and the import of `assert` before it. */
function withImports(source: string, createClient: string, added: readonly string[]): string {
  const bare = (name: string) => name.replace("type ", "");
  const names = [createClient, ...added].sort((one, other) => bare(one).localeCompare(bare(other)));
  const imported = source.replace(/import \{[^}]*\} from "(@jobwire\/[^"]+)";/g, (line, from) =>
    line.includes(createClient) ? importOf(names, from) : line,
  );
  return `import assert from "node:assert/strict";\n${imported}`;
}

function importOf(names: readonly string[], from: string): string {
  const line = `import { ${names.join(", ")} } from "${from}";`;
  return line.length <= 100
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";`;
}
