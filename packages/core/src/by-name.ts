import type { Answer } from "./answer.ts";
import { placeArguments } from "./arguments.ts";
import type { Operation } from "./definition.ts";
import { type CallOptions, checkCallOptions } from "./options.ts";
import { fillPath } from "./path.ts";
import type { Requester } from "./requester.ts";
import { writeQuery } from "./serialize.ts";

/** Calls an operation with one flat object of arguments. An answer that stands for a failure has its error. */
export function callByName(
  requester: Requester,
  name: string,
  operation: Operation,
  given: object,
  options: CallOptions,
): Promise<Answer> {
  return requester.begin(name, operation, options, (call) => {
    checkCallOptions(options, operation);
    const { params, body } = placeArguments(operation, given);
    const written = requester.write(call, params, body);
    const path = fillPath(operation.path.replace(/#.*/, ""), written.params.path);
    return requester.send(call, path, writeQuery(written.params.query), written);
  });
}

/** The same, but it rejects with the error. */
export async function callOperation(...call: Parameters<typeof callByName>): Promise<Answer> {
  const answer = await callByName(...call);
  if (answer.error) throw answer.error;
  return answer;
}
