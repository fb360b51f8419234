import { mainContent } from "../../../../scripts/generate/document.ts";
import type { MediaType } from "./bundle.ts";
import type { Located } from "./operation.ts";
import { isFailure, type Outcome } from "./outcome.ts";
import { chooseExample, examplesOf, isReachedByInput } from "./samples/arguments.ts";

/** How one gets a documented outcome from the mock, in whatever language. */
export interface MockAnswer {
  readonly outcome: Outcome;
  /** Whether the values of the request cause it; else it has to be asked for. */
  readonly isByValue: boolean;
  /** The values that tell it from other outcomes, as they are sent: by parameter, or by the way to a body's member. */
  readonly values: ReadonlyMap<string, string>;
  /** The header `Prefer` that asks for it. */
  readonly prefer: string;
}

/** Every documented outcome of an operation, in the spec's order. */
export function mockAnswers(located: Located, outcomes: readonly Outcome[]): MockAnswer[] {
  const usual = outcomes.find((outcome) => !isFailure(outcome));
  const usualValues = sentValues(located, usual?.example);
  const answers = outcomes.map((outcome) => {
    const { example, status } = outcome;
    const isByValue = outcome === usual || (example !== undefined && isReachedByInput(located, example));
    const differing = [...sentValues(located, example)].filter(
      ([place, value]) => usualValues.get(place) !== value,
    );
    return {
      outcome,
      isByValue,
      values: new Map(isByValue ? differing : []),
      prefer: `code=${status}${example === undefined ? "" : `, example=${example}`}`,
    };
  });
  const telling = new Set(answers.flatMap(({ values }) => [...values.keys()]));
  const tellingUsual = new Map([...usualValues].filter(([place]) => telling.has(place)));
  return answers.map((answer) => (answer.outcome === usual ? { ...answer, values: tellingUsual } : answer));
}

/** What a request sends to get the outcome of this name, where the spec names an input for it. */
function sentValues({ spec, parameters }: Located, name: string | undefined): Map<string, string> {
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  const media = content && (spec.requestBody?.content[content.mediaType] as MediaType);
  return new Map([
    ...parameters.flatMap((parameter): [string, string][] => {
      const chosen = chooseExample(examplesOf(parameter), name);
      if (!chosen) return [];
      return [[parameter.name, parameter.content ? JSON.stringify(chosen.value) : String(chosen.value)]];
    }),
    ...leaves(chooseExample(media?.examples, name)?.value, ""),
  ]);
}

function leaves(value: unknown, path: string): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    return leaves(member, place);
  });
}

/** What stands above the table; `provider` is the name that the command takes. */
export function mockIntroduction(provider: string): string {
  return `\`npx jobwire-mock ${provider}\` answers every language: send the value, and all else as in the request’s example, or ask for the outcome with the header \`Prefer\`.`;
}

/** The cells of an outcome's row, as Markdown: outcome, by value, by `Prefer`. */
export function mockCells({ outcome, isByValue, values, prefer }: MockAnswer): [string, string, string] {
  const { status, summary, error } = outcome;
  const code = error?.code === undefined ? "" : ` (\`${error.code}\`)`;
  const told = [...values].map(
    ([place, value]) =>
      `${place === "" ? "the body" : `\`${place}\``}: ${value === "" ? "empty" : `\`${onOneLine(value)}\``}`,
  );
  return [
    `${status}: ${summary}${code}`,
    isByValue ? told.join(", ") || "as in the example" : "–",
    `\`${prefer}\``,
  ];
}

/** A text of several lines, such as a file's, by its first one. */
function onOneLine(value: string): string {
  const [first = "", ...more] = value.split("\n");
  return more.length > 0 ? `${first}…` : first;
}
