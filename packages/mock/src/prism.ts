import { validateHeaderValue } from "node:http";
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  type IHttpConfig,
  type IHttpResponse,
  ProblemJsonError,
} from "@stoplight/prism-http";
import * as Either from "fp-ts/lib/Either.js";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operations.ts";
import type { Preferences } from "./preferences.ts";
import { problemAnswer } from "./problem.ts";
import type { PrismRequest } from "./request.ts";
import { type Violation, violationsHeader } from "./violations.ts";

const logger = createLogger("mock", { enabled: false });

/** Has Prism check a request against its operation, and choose or make the answer. */
export async function askPrism(
  { request, unreadable, malformed }: PrismRequest,
  operation: Operation,
  preferences: Preferences,
): Promise<Answer> {
  const config: IHttpConfig = {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { ...preferences, mediaTypes: acceptedTypes(request.headers?.accept) },
  };
  const resource = unreadable ? without422(operation) : operation;
  const prism = createInstance(config, {
    logger,
    route: () => Either.right(resource),
    ...(malformed !== undefined && { validateInput: () => Either.left([malformedBody(malformed)]) }),
  });
  const result = await prism.request(request, [resource])();
  if (Either.isLeft(result)) return prismProblem(result.left);
  const { output, validations } = result.right;
  return toAnswer(output, [
    ...validations.input.map((violation) => ({ place: "request", ...violation })),
    ...validations.output.map((violation) => ({ place: "response", ...violation })),
  ]);
}

/**
 * What a client accepts: first what it names, then anything, since a client that names one kind of JSON would
 * get no error of another kind. Prism throws at malformed types, so they are left out, as parameters are.
 */
function acceptedTypes(accept = ""): string[] {
  const named = accept.split(",").flatMap((part) => {
    const [type] = part.match(/^\s*[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?=\s*(?:;|$))/) ?? [];
    const [quality = ""] = part.match(/;\s*q=[\d.]+/) ?? [];
    return type === undefined ? [] : [type.trim() + quality];
  });
  return [...named, "*/*;q=0.001"];
}

/** Prism prefers 422 to 400 for every bad request; a body that cannot even be read gets a 400 where there is one. */
function without422(operation: Operation): Operation {
  const { responses } = operation;
  if (!responses.some(({ code }) => code === "400")) return operation;
  return { ...operation, responses: responses.filter(({ code }) => code !== "422") };
}

function malformedBody(reason: string) {
  const message = `Request body is not JSON: ${reason}`;
  return { path: ["body"], code: "json", message, severity: 0 as const };
}

/** Prism's own problem, where the spec documents no fitting answer. It may carry headers among its members. */
function prismProblem(error: Error): Answer {
  const { headers, ...problem } = ProblemJsonError.toProblemJson(error) as PrismProblem;
  return problemAnswer(problem, headers);
}

type PrismProblem = ReturnType<typeof ProblemJsonError.toProblemJson> & {
  readonly headers?: Readonly<Record<string, string>>;
};

function toAnswer(
  { statusCode, headers = {}, body }: IHttpResponse,
  violations: readonly Violation[],
): Answer {
  const empty = statusCode === 204 || statusCode === 304 || body === undefined;
  const sent = Object.entries(headers)
    .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
    .filter(([name, value]) => value !== null && value !== undefined && !(empty && name === "content-type"))
    .map(([name, value]): [string, string] => [name, String(value)]);
  for (const [name, value] of sent) validateHeaderValue(name, value);
  const isJson = sent.some(([name, value]) => name === "content-type" && /[/+]json\b/.test(value));
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(sent), ...violationsHeader(violations) },
    body: empty ? undefined : typeof body === "string" && !isJson ? body : JSON.stringify(body),
    violations: violations.map(({ message }) => message),
  };
}
