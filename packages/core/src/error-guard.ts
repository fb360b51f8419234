import { isJobwireError, type JobwireError } from "./errors.ts";

/** Narrows an error to one provider, and to the codes that the spec lists for one of its operations. */
export interface ErrorGuard<Codes extends { [Operation in keyof Codes]: string }> {
  <Operation extends keyof Codes>(
    error: unknown,
    operation: Operation,
  ): error is JobwireError<Codes[Operation]>;
  (error: unknown): error is JobwireError<Codes[keyof Codes]>;
}

/** Makes the guard of a provider, such as `isCielo24Error`. */
export function createErrorGuard<Codes extends { [Operation in keyof Codes]: string }>(
  provider: string,
): ErrorGuard<Codes> {
  return (error: unknown, operation?: keyof Codes): error is never =>
    isJobwireError(error) &&
    error.provider === provider &&
    (operation === undefined || error.operation === operation);
}
