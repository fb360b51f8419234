import { mockAnswers } from "../mock-answers.ts";
import type { Located, SampleContext } from "../operation.ts";
import { type Failure, isFailure, type Outcome } from "../outcome.ts";
import { type Arguments, exampleArguments, printLiteral } from "./arguments.ts";
import { withCredentials } from "./credentials.ts";
import { formatSample, sampleWidth } from "./format.ts";
import type { Sample } from "./sample.ts";
import type { Setup } from "./setup.ts";

/**
 * A program that gets every documented outcome from the mock, a call for each, and checks what the client makes
 * of it. Where the spec has an input that causes the outcome, that input is given; else the mock is asked for it.
 */
export async function mockSample(
  { provider, createClient, bundle, sharedBy }: SampleContext,
  located: Located,
  setup: Setup,
  outcomes: readonly Outcome[],
): Promise<Sample> {
  const program = setup.mock ?? ownMock(setup, createClient, sharedBy[0]?.name ?? provider);
  const usualExample = outcomes.find((outcome) => !isFailure(outcome))?.example;
  const usual = exampleArguments(bundle, located, usualExample);
  const print = (given: Arguments) =>
    printLiteral(withCredentials(given, usual, located, { program, createClient }));
  const input = print(usual);
  const isNamed = input.length > sampleWidth; // too long to stand in every call
  const inputType = `${located.id.charAt(0).toUpperCase()}${located.id.slice(1)}Arguments`;
  const calls = mockAnswers(located, outcomes).map(({ outcome, isByValue, prefer }) => {
    const { example, status, error, summary } = outcome;
    const literal = print(isByValue ? exampleArguments(bundle, located, example) : usual);
    const options = isByValue ? once(error?.class) : [`ask("${prefer}")`];
    const isEmpty = literal === "{}" && options.length === 0;
    const given = isNamed && literal === input ? "input" : literal;
    const call = `${setup.client}.${located.id}(${[...(isEmpty ? [] : [given]), ...options].join(", ")})`;
    return `// ${status}: ${summary}\n${error ? `await assert.rejects(${call}, ${expected(error, status)});` : `await ${call};`}`;
  });
  const parts = [
    withImports(program, createClient, isNamed ? [`type ${inputType}`] : []),
    [
      isNamed && `const input: ${inputType} = ${input};`,
      calls.some((call) => call.includes("ask(")) &&
        "const ask = (Prefer: string) => ({ headers: { Prefer }, retries: 0 });",
    ]
      .filter(Boolean)
      .join("\n"),
    calls.join("\n\n"),
    "await mock.close();",
  ];
  const source = await formatSample(`${parts.filter(Boolean).join("\n\n")}\n`);
  return { lang: "typescript", label: "Mock", source };
}

/** What tells the error from all others. */
function expected({ class: name, code }: Failure["error"], status: number): string {
  return printLiteral(code === undefined ? { name, status } : { name, code });
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
  const names = [createClient, ...added].sort((one, other) => bare(one).localeCompare(bare(other)));
  const imported = source.replace(/import \{[^}]*\} from "(@jobwire\/[^"]+)";/g, (line, from) =>
    line.includes(createClient) ? `import { ${names.join(", ")} } from "${from}";` : line,
  );
  return `import assert from "node:assert/strict";\n${imported}`;
}

const bare = (name: string): string => name.replace("type ", "");
