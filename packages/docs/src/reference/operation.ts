import { locateOperations } from "../../../../scripts/generate/document.ts";
import type { Bundle, MediaType, OperationObject, ParameterObject } from "./bundle.ts";
import { callbacksOf } from "./callbacks.ts";
import { type ListedCode, listCodes } from "./error-codes.ts";
import { firstSentence } from "./first-sentence.ts";
import { type MockAnswer, mockAnswers } from "./mock-answers.ts";
import { documentedOutcomes, type Outcome, type Runtime } from "./outcome.ts";
import { curlSample } from "./samples/curl.ts";
import { mockSample } from "./samples/mock.ts";
import type { Sample } from "./samples/sample.ts";
import type { Setup } from "./samples/setup.ts";
import { typescriptSample } from "./samples/typescript.ts";

/** An operation as the site shows and finds it. */
export interface Operation {
  /** Its `operationId`, which is the method's name. */
  readonly id: string;
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly tag: string;
  readonly method: string;
  /** As in the spec, fragment included. */
  readonly path: string;
  /** What stands behind `#` in the address of the operation, such as `/jobs/deletejob`. */
  readonly anchor: string;
  /** How a program calls it by name, such as `batch.deleteJob`. */
  readonly call: string;
  /** What a search may ask for: names, texts, error codes, parameters; words in lower case, each once. */
  readonly words: string;
  readonly samples: readonly Sample[];
  /** What stands in the spec, references to responses and parameters resolved. */
  readonly spec: OperationObject;
  readonly parameters: readonly ParameterObject[];
  /** Its own codes, then those of every operation. */
  readonly codes: readonly ListedCode[];
  /** What each documented answer becomes in the client. */
  readonly outcomes: readonly Outcome[];
  /** How each of them is had from the mock. */
  readonly mockAnswers: readonly MockAnswer[];
}

/** An operation of a bundle, before samples are made of it. */
export type Located = Pick<Operation, "id" | "method" | "path" | "spec" | "parameters">;

/** What samples know of the API they call. */
export interface SampleContext {
  readonly provider: string;
  readonly createClient: string;
  readonly bundle: Bundle;
  readonly sharedBy: readonly { readonly name: string }[];
}

/** Every operation of a bundle, in the order of its tags. */
export async function readOperations(
  { name, ...context }: Omit<SampleContext, "provider"> & { name: string },
  setup: Setup,
  runtime: Runtime,
): Promise<Operation[]> {
  const { bundle } = context;
  const operations = locateOperations(bundle).map(async ({ method, path, operation, parameters }) => {
    const spec = operation as OperationObject;
    const located = { id: spec.operationId, method, path, spec, parameters: parameters as ParameterObject[] };
    const outcomes = await documentedOutcomes(bundle, located, setup, runtime);
    const codes = listCodes(bundle, spec);
    const call = `${setup.client}.${located.id}`;
    const sampleContext = { provider: name, ...context };
    return {
      ...located,
      summary: spec.summary,
      description: spec.description,
      tag: spec.tags[0],
      anchor: `/${spec.tags[0]}/${spec.operationId}`.toLowerCase(), // as Redoc makes it
      call,
      words: searchWords(located, call, codes, bundle),
      samples: [
        await typescriptSample(sampleContext, located, setup, outcomes),
        await curlSample(bundle, located, setup, runtime),
        await mockSample(sampleContext, located, setup, outcomes),
      ],
      codes,
      outcomes,
      mockAnswers: mockAnswers(located, outcomes),
    } satisfies Operation;
  });
  const order = bundle.tags.map(({ name }) => name);
  return (await Promise.all(operations)).sort(
    (one, other) => order.indexOf(one.tag) - order.indexOf(other.tag),
  );
}

function searchWords(
  { id, path, spec, parameters }: Located,
  call: string,
  codes: readonly ListedCode[],
  bundle: Bundle,
): string {
  const { info, servers, components } = bundle;
  const text = [
    id,
    call,
    id.replace(/([a-z0-9])([A-Z])/g, "$1 $2"),
    path,
    spec.tags[0],
    spec.summary,
    spec.description,
    ...parameters.map(({ name }) => name),
    ...[spec.requestBody, ...parameters].flatMap((holder) => memberNames(holder?.content)),
    spec["x-waiter"]?.method ?? "",
    ...callbacksOf(bundle, spec).map(({ parser }) => parser),
    ...codes.flatMap(({ code, description, shared }) => (shared ? [code] : [code, description])),
    info.summary,
    info.description,
    ...servers.flatMap(hosts),
    ...Object.entries(components?.securitySchemes ?? {}).flatMap(([name, { description }]) => [
      name,
      firstSentence(description),
    ]),
  ].join(" ");
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? [];
  return [...new Set(words)].join(" ");
}

/** The members of what is sent, as far as its examples have them. */
function memberNames(content: Record<string, MediaType> = {}): string[] {
  const examples = Object.values(content).flatMap(({ examples = {} }) => Object.values(examples));
  return examples.flatMap(({ value }) =>
    typeof value === "object" && value !== null ? Object.keys(value) : [],
  );
}

/** The hosts that an address stands for, one for each value of its variables. */
function hosts({ url, variables = {} }: Bundle["servers"][number]): string[] {
  const urls = Object.entries(variables).reduce(
    (found, [name, variable]) =>
      found.flatMap((each) =>
        (variable.enum ?? [variable.default]).map((value) => each.replaceAll(`{${name}}`, value)),
      ),
    [url],
  );
  return [...new Set(urls.map((each) => new URL(each).hostname))];
}
