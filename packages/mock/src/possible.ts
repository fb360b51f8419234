import type { Condition } from "./described.ts";
import type { Documented } from "./documented.ts";
import type { Incoming } from "./incoming.ts";
import { agrees } from "./matching.ts";
import type { Operation } from "./operations.ts";
import { readParameter } from "./parameters.ts";

/**
 * The documented answers that a request can get. Of a status whose kind of body depends on a parameter, as file or
 * link do, these are the ones of the kind that it asks for.
 */
export function possibleAnswers(operation: Operation, incoming: Incoming): readonly Documented[] {
  const { documented } = operation;
  const asked = documented.filter(({ when }) => when && holds(when, operation, incoming));
  return documented.filter((answer) =>
    asked.some(({ status }) => status === answer.status) ? asked.includes(answer) : !answer.when,
  );
}

function holds(when: Condition, { parameters, path }: Operation, incoming: Incoming): boolean {
  return Object.entries(when).every(([name, value]) => {
    const parameter = parameters.find((each) => each.name === name);
    const read = parameter && readParameter(parameter, incoming, path);
    return read !== undefined && "value" in read && agrees(value, read.value);
  });
}
