import { isJson } from "../../../../scripts/generate/document.ts";
import type { MediaType, OperationObject } from "./bundle.ts";

/** What kinds of success there are, in words; undefined if it is JSON alone, or nothing. */
export function answerKinds({ responses }: OperationObject): string | undefined {
  const content = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].content ?? {};
  const entries = Object.entries(content);
  if (entries.every(([mediaType]) => isJson(mediaType)) && entries.length < 2) return undefined;
  const told = entries.map(([mediaType, { "x-when": when }]: [string, MediaType]) => {
    const kind = `${typeName(mediaType)} (\`${mediaType}\`)`;
    return when ? `${condition(when)}, ${kind}` : kind;
  });
  return told.join("; ");
}

/** The arguments that an answer of some kind follows. */
export function condition(when: Record<string, unknown>): string {
  const given = Object.entries(when).map(([name, value]) => `\`${name}\` is \`${value}\``);
  return `if ${given.join(" and ")}`;
}

function typeName(mediaType: string): string {
  if (isJson(mediaType)) return "data from JSON";
  return mediaType.startsWith("text/") ? "a text, as a `string`" : "bytes, as a `Uint8Array`";
}
