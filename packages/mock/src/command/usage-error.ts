import { nearest } from "@jobwire/core";

/** The command was called wrongly. The message is one line, and says how it is called rightly. */
export class UsageError extends Error {}

/** `unknown provider "tencent"; did you mean "tencent-batch"?`, or what is said where nothing is near. */
export function unknown(
  kind: string,
  name: string,
  candidates: readonly string[],
  otherwise: string,
): UsageError {
  const meant = nearest(name, candidates) ?? candidates.find((each) => name !== "" && each.includes(name));
  const hint = meant === undefined ? otherwise : `did you mean ${JSON.stringify(meant)}?`;
  return new UsageError(`unknown ${kind} ${JSON.stringify(name)}; ${hint}`);
}
