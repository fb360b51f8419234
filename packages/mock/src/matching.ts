import { type Documented, isSuccess } from "./documented.ts";
import type { Incoming } from "./incoming.ts";
import { inputsOf } from "./inputs.ts";
import type { Operation } from "./operations.ts";

/**
 * Of some answers of an operation, the one whose example has the name of the request's own: an id that the spec calls
 * `notFound` gets the answer `notFound`. Of several, the first that agrees in the most values; those of `uncounted`
 * inputs must agree, but do not count.
 */
export function matchingAnswer(
  operation: Operation,
  answers: readonly Documented[],
  incoming: Incoming,
  body: unknown,
  uncounted: ReadonlySet<string> = none,
): Documented | undefined {
  let best: Documented | undefined;
  let most = -1;
  for (const answer of answers) {
    const { example = "" } = answer;
    const telling = inputsOf(operation).filter(({ examples }) => examples.has(example));
    const isAgreed = telling.every((input) =>
      agrees(input.examples.get(example), input.read(incoming, body)),
    );
    if (telling.length === 0 || !isAgreed) continue;
    const values = sum(
      telling.map(({ name, examples }) =>
        countValues(
          name === undefined ? examples.get(example) : { [name]: examples.get(example) },
          uncounted,
        ),
      ),
    );
    if (values <= most) continue;
    best = answer;
    most = values;
  }
  return best;
}

/** What is answered to a request to which nothing else is: of these answers the first success, else the first. */
export function firstSuccess(answers: readonly Documented[]): Documented | undefined {
  return answers.find(isSuccess) ?? answers[0];
}

/** Whether a value is that of an example. An object may have more members; text and number are the same on the wire. */
export function agrees(example: unknown, value: unknown): boolean {
  if (typeof example !== "object" || example === null) return String(example) === String(value ?? null);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(example) && example.length !== (value as unknown[]).length) return false;
  return Object.entries(example).every(([name, member]) =>
    agrees(member, (value as Record<string, unknown>)[name]),
  );
}

/** Those within lists and objects, each by itself. */
function countValues(value: unknown, uncounted: ReadonlySet<string>): number {
  if (typeof value !== "object" || value === null) return 1;
  const counted = Object.entries(value).filter(([name]) => !uncounted.has(name));
  return sum(counted.map(([, member]) => countValues(member, none)));
}

const none: ReadonlySet<string> = new Set();

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
