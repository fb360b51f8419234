import type { Extended, ParameterObject } from "./bundle.ts";
import { evidences, suppliers } from "./facts.ts";

/**
 * What the extensions beside a description say, and what clients do beyond sending a value as it is: of a parameter, a
 * header, an answer or a schema.
 */
export function extensionNotes(node: Extended & Sent & Typed): string[] {
  const { "x-evidence": evidence, "x-client-supplies": supplies, "x-envelope": envelope } = node;
  return [
    supplies && suppliers[supplies],
    writing(node),
    truth(node),
    node["x-unset"] !== undefined &&
      `On the wire \`${JSON.stringify(node["x-unset"])}\` says that it is not set; the client gives \`null\`.`,
    envelope && `The client takes off this envelope, and gives what is in \`${envelope}\`.`,
    evidence && `Evidence: ${evidences[evidence]}.`,
  ].filter((note) => typeof note === "string");
}

/** What tells how a schema's value travels. */
interface Typed {
  type?: unknown;
  format?: unknown;
}

/** What becomes of a boolean that travels as text. */
function truth({ type, format }: Typed): string | undefined {
  if (format !== "boolean") return undefined;
  return type === "string"
    ? "In the client it is a boolean; on the wire, one of these texts."
    : "It may come as text; the client gives a boolean.";
}

/** What tells how a parameter is written. */
interface Sent {
  in?: ParameterObject["in"];
  content?: unknown;
  explode?: boolean | undefined;
}

/** How a parameter is written that is no plain text. */
function writing(node: Extended & Sent): string | undefined {
  const { in: place, content, explode } = node;
  if (place === undefined) return undefined;
  if (content) return "Give the value itself: the client writes it as JSON text.";
  if (node["x-written"] === "tuple") return "Give an array: the client writes a tuple, `('a','b')`.";
  return explode === false
    ? "Give an array: the client writes its values with commas between them."
    : undefined;
}
