import { expect } from "vitest";
import { isJobwireError, type JobwireError } from "../src/index.ts";

/** The error that a call ends with, which has to be one of ours. */
export async function rejection(call: PromiseLike<unknown>): Promise<JobwireError> {
  const error = await call.then(
    (value) => expect.fail(`expected an error, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!isJobwireError(error)) throw error;
  return error;
}

/** The error that is thrown at once. */
export function thrown(start: () => unknown): JobwireError {
  try {
    start();
  } catch (error) {
    if (isJobwireError(error)) return error;
    throw error;
  }
  return expect.fail("expected an error");
}
