import type { Bundle, ErrorCode, OperationObject } from "./bundle.ts";
import { evidences } from "./facts.ts";

/** A code that an operation can answer. */
export interface ListedCode extends ErrorCode {
  /** Any operation of the API can answer it. */
  readonly shared: boolean;
  /** The class of the error that the client throws, such as `NotFoundError`. */
  readonly errorClass: string;
}

/** The codes that any operation can answer. */
export function sharedCodes(bundle: Bundle): ListedCode[] {
  return (bundle["x-error-codes"] ?? []).map((code) => listed(code, true));
}

/** The codes of an operation: its own, then those of every operation that it says nothing of. */
export function listCodes(bundle: Bundle, operation: OperationObject): ListedCode[] {
  const own = operation["x-error-codes"] ?? [];
  const known = new Set(own.map(({ code }) => code));
  const shared = sharedCodes(bundle).filter(({ code }) => !known.has(code));
  return [...own.map((code) => listed(code, false)), ...shared];
}

const listed = (code: ErrorCode, shared: boolean): ListedCode => ({
  ...code,
  shared,
  errorClass: `${code.kind}Error`,
});

/** Codes as a list of Markdown. */
export function errorList(codes: readonly ListedCode[]): string {
  return codes
    .map((code) => `- **\`${code.code}\`**, HTTP ${code.status}, \`${code.errorClass}\`: ${codeText(code)}`)
    .join("\n");
}

/** What a code means, what to do, and how we know, unless it is documented. */
export function codeText({ description, evidence = "documented" }: ErrorCode): string {
  return evidence === "documented" ? description : `${description} (${evidences[evidence]})`;
}
