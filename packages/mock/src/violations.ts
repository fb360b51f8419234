/** How a request or an answer breaks the spec, as Prism tells it. */
export interface Violation {
  readonly place: string;
  readonly path?: readonly string[];
  readonly code?: string | number;
  readonly message: string;
  readonly severity: number;
}

const severities = ["Error", "Warning", "Information", "Hint"];

/** Clients refuse longer headers. */
const longest = 8000;

/** The header in which Prism tells violations. */
export function violationsHeader(violations: readonly Violation[]): Record<string, string> {
  if (violations.length === 0) return {};
  const list = violations.map(({ place, path = [], severity, code, message }) => ({
    location: [place, ...path],
    severity: severities[severity],
    code,
    message,
  }));
  // A header carries no other characters, and JSON knows these by number.
  const text = JSON.stringify(list).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return { "sl-violations": text.length > longest ? `Too many violations! ${text.slice(0, longest)}` : text };
}
