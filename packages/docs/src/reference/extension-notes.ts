import type { Extended } from "./bundle.ts";
import { evidences, suppliers } from "./facts.ts";

/** What the extensions beside a description say: of a parameter, a header, an answer or a schema. */
export function extensionNotes(node: Extended): string[] {
  const { "x-evidence": evidence, "x-client-supplies": supplies, "x-envelope": envelope } = node;
  return [
    supplies && suppliers[supplies],
    envelope && `The client takes off this envelope, and gives what is in \`${envelope}\`.`,
    evidence && `Evidence: ${evidences[evidence]}.`,
  ].filter((note) => typeof note === "string");
}
