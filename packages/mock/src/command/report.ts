import type { RecordedRequest, Violation } from "../mock.ts";

/** Says what happens, in lines. */
export interface Report {
  /** All mocks listen. */
  started(mocks: readonly StartedMock[]): void;
  answered(provider: string, request: ReportedRequest): void;
  ended(totals: Totals): void;
}

export interface StartedMock {
  readonly provider: string;
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly sample: Sample | undefined;
}

/** A request to try. */
export interface Sample {
  readonly curl: string;
  /** For how many seconds its signature is good; undefined: it has none. */
  readonly seconds: number | undefined;
}

export interface Totals {
  readonly requests: number;
  /** How many of them broke the contract. */
  readonly broken: number;
  /** In how many ways, together. */
  readonly violations: number;
}

/**
 * What is told of a request. Query, headers and body are not, as they may hold real credentials; of what is wrong in
 * them, only values that the spec does not mark as secret.
 */
export type ReportedRequest = Pick<RecordedRequest, "operation" | "method" | "path" | "status" | "time"> & {
  readonly violations: readonly Pick<Violation, "at" | "message">[];
};

export function toReported(request: RecordedRequest): ReportedRequest {
  const { operation, method, path, status, time, violations } = request;
  return {
    operation,
    method,
    path: path.replace(/\?.*/s, ""),
    status,
    time: Math.round(time * 1000) / 1000,
    violations: violations.map(({ at, message }) => ({
      at,
      message: at === "credentials" ? firstSentence(message) : message,
    })),
  };
}

/** Where a signature is wrong, the rest shows what was signed, and with it the query. */
function firstSentence(message: string): string {
  const end = message.search(/\. [A-Z]/);
  return end === -1 ? message : `${message.slice(0, end)}; the answer's jobwire-violations says more`;
}
