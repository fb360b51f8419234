import type { Answer } from "./answer.ts";
import { type Incoming, maximumBody } from "./incoming.ts";
import { nameOf, type Operation } from "./operations.ts";
import { readPreferences } from "./preferences.ts";
import { askPrism } from "./prism.ts";
import { Problem } from "./problem.ts";
import { toPrismRequest } from "./request.ts";
import { createRouter } from "./routing.ts";

/** An answer, and the `operationId` that it is an answer of. */
export interface Routed {
  readonly operation: string | undefined;
  readonly answer: Answer;
}

/** Answers a request; never rejects. */
export type Responder = (incoming: Incoming) => Promise<Routed>;

/** Answers requests from the examples and schemas of operations. */
export function createResponder(operations: readonly Operation[]): Responder {
  const route = createRouter(operations);
  return async (incoming) => {
    let operation: Operation | undefined;
    try {
      operation = route(incoming);
      return { operation: nameOf(operation), answer: await answer(incoming, operation) };
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500, `the mock failed: ${error}`);
      return { operation: operation && nameOf(operation), answer: problem.toAnswer() };
    }
  };
}

function answer(incoming: Incoming, operation: Operation): Promise<Answer> {
  const { path, headers, body } = incoming;
  if (body === undefined) throw new Problem(413, `expected a body of at most ${maximumBody} bytes`);
  if (!isDecodable(path)) throw new Problem(400, `${path} is not well-formed percent-encoding`);
  const preferences = readPreferences(headers.prefer, operation);
  return askPrism(toPrismRequest(incoming, operation), operation, preferences);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
