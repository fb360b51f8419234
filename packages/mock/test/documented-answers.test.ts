/** Every documented answer of every operation of every spec, by plain HTTP. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providers } from "../src/index.ts";
import { type Started, startWithParts } from "../src/started.ts";
import { type PlainRequest, plainRequest } from "./plain-request.ts";
import {
  exampled,
  type Located,
  located,
  type Operation,
  type Parameter,
  type Spec,
  served,
  specs,
} from "./spec.ts";

/** One documented answer. */
interface Documented {
  readonly status: number;
  /** Undefined: it has no body. */
  readonly example: string | undefined;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

function documentedOf({ responses }: Operation): Documented[] {
  return Object.entries(responses).flatMap(([code, { content }]): Documented[] => {
    const status = Number(code);
    if (!content) return [{ status, example: undefined, mediaType: undefined, body: undefined }];
    return Object.entries(content).flatMap(([mediaType, { examples = {} }]) =>
      Object.entries(examples).map(([example, { value }]) => ({ status, example, mediaType, body: value })),
    );
  });
}

/** All examples of a parameter by name; a single one is called example. */
function examplesOf(parameter: Parameter): [string, unknown][] {
  const { example, examples = {} } = exampled(parameter);
  const all = Object.entries(examples).map(([name, { value }]): [string, unknown] => [name, value]);
  return example === undefined ? all : [...all, ["example", example]];
}

/** The names of the examples of an operation's inputs. */
function inputNames({ parameters = [], requestBody }: Operation): Set<string> {
  const inputs = [...parameters.map(exampled), ...Object.values(requestBody?.content ?? {})];
  return new Set(inputs.flatMap(({ examples = {} }) => Object.keys(examples)));
}

/** Of the inputs that cause an answer; for one that no input causes, of those that the first success goes with. */
function inputNameFor(operation: Operation, { example }: Documented): string | undefined {
  return example !== undefined && inputNames(operation).has(example)
    ? example
    : documentedOf(operation)[0]?.example;
}

/** What a provider makes new for every answer. */
const renewed = /"(?:ApiToken|TaskId|RequestId|access_token|expires_in|request_id|token)":/;

describe.each(providers)("%s", (provider) => {
  let started: Started;
  beforeAll(async () => {
    started = await startWithParts(provider, {});
  });
  afterAll(() => started.mock.close());

  const operations = (served[provider] ?? []).flatMap((name) => located(specs.get(name) as Spec));
  const cases = operations.flatMap((each) =>
    documentedOf(each.operation).map((answer) => ({ ...each, answer })),
  );
  const nameOf = ({ operation, answer: { status, example } }: (typeof cases)[number]) =>
    [operation.operationId, status, example].filter(Boolean).join(" ");

  for (const each of cases) {
    const { answer } = each;

    test(`${nameOf(each)}, by Prefer`, async () => {
      const prefer = [`code=${answer.status}`, answer.example && `example=${answer.example}`];
      const request = plainRequest(each, started.mock.url, inputNameFor(each.operation, answer));
      const { response, bytes } = await send(each, request, { prefer: prefer.filter(Boolean).join(", ") });
      expectAnswer(response, answer);
      expect(bytes.toString()).toBe(textOf(answer));
    });

    if (answer.example !== undefined && inputNames(each.operation).has(answer.example)) {
      test(`${nameOf(each)}, by values`, async () => {
        const { response, bytes } = await send(each, plainRequest(each, started.mock.url, answer.example));
        expectAnswer(response, answer);
        if (!renewed.test(bytes.toString())) expect(bytes.toString()).toBe(textOf(answer));
      });
    }
  }

  for (const each of operations) {
    const { parameters = [], requestBody, operationId, security } = each.operation;
    // The length of a body is what it is.
    for (const parameter of parameters.filter(({ name }) => name !== "Content-Length")) {
      for (const [name, value] of examplesOf(parameter)) {
        test(`${operationId} takes the ${name} of ${parameter.name}`, async () => {
          const usual = security?.length === 0 ? documentedOf(each.operation)[0]?.example : undefined;
          const more = new Map([[parameter.name, value]]);
          await send(each, plainRequest(each, started.mock.url, usual, more));
        });
      }
    }
    const [media] = Object.values(requestBody?.content ?? {});
    for (const name of Object.keys(media?.examples ?? {})) {
      test(`${operationId} takes the body ${name}`, async () => {
        await send(each, plainRequest(each, started.mock.url, name));
      });
    }
  }

  test("there are cases", () => expect(cases.length).toBeGreaterThan(5));

  /** Sends a request that breaks no contract. */
  async function send(
    { method, operation }: Located,
    plain: PlainRequest,
    more: Record<string, string> = {},
  ) {
    const { mock } = started;
    const { url, headers, body } = signed(plain, method, operation);
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers: { ...headers, ...more },
      ...(body !== undefined && { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(mock.requests.at(-1)).toMatchObject({ operation: operation.operationId, violations: [] });
    return { response, bytes };
  }

  /** With credentials. What is in a form of parts needs no signature anywhere. */
  function signed(request: PlainRequest, method: string, { operationId }: Operation): PlainRequest {
    const { behaviour, operations } = started;
    const operation = operations.find(({ name }) => name === operationId);
    if (!operation) throw new Error(`the mock has no ${operationId}`);
    const { body } = request;
    const text = typeof body === "string" ? body : undefined;
    const { url, headers } = behaviour.sign(
      { ...request, method: method.toUpperCase(), body: text },
      operation,
    );
    return { url, headers: { ...headers }, body };
  }
});

function expectAnswer(response: Response, { status, mediaType }: Documented): void {
  expect(response.status).toBe(status);
  expect(response.headers.get("jobwire-violations")).toBeNull();
  const type = mediaType?.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
  expect(response.headers.get("content-type")).toBe(type ?? null);
}

function textOf({ body }: Documented): string {
  if (body === undefined || typeof body === "string") return body ?? "";
  return JSON.stringify(body);
}
