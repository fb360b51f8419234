import { hasMembers, mainContent, objectMembers, resolve } from "../../../../../scripts/generate/document.ts";
import type { Bundle, Example, MediaType } from "../bundle.ts";
import type { Located } from "../operation.ts";

/** What a method is given: one flat object, as every client of ours takes it. */
export type Arguments = Record<string, unknown>;

/**
 * The input of an operation as its spec's examples have it: of each part the example of the given name, or else
 * the first. Optional parameters without named examples are left out, and what the client knows always is.
 */
export function exampleArguments(
  bundle: Bundle,
  { spec, parameters }: Located,
  name: string | undefined,
): Arguments {
  const given: Arguments = {};
  for (const parameter of parameters) {
    if (parameter["x-client-supplies"] !== undefined) continue;
    const { examples, example, required } = parameter;
    const chosen = choose(examples, name);
    if (chosen) given[parameter.name] = chosen.value;
    else if (required) given[parameter.name] = example;
  }
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  if (!spec.requestBody || !content) return given;
  const media = spec.requestBody.content[content.mediaType] as MediaType;
  const body = choose(media.examples, name)?.value;
  if (body === undefined) return given;
  const members = hasMembers(content.mediaType) ? objectMembers(bundle, content.schema) : undefined;
  if (!members) return { ...given, body };
  for (const [member, value] of Object.entries(body as object)) {
    const constant = resolve(bundle, members.properties[member] ?? {}).const;
    if (constant === undefined || typeof constant === "object") given[member] = value;
  }
  return given;
}

/** Whether some input has an example of this name: the mock answers as the name says when it is given. */
export function isReachedByInput({ spec, parameters }: Located, name: string): boolean {
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  const media = content && (spec.requestBody?.content[content.mediaType] as MediaType);
  const named = [...parameters.map(({ examples }) => examples), media?.examples];
  return named.some((examples) => examples !== undefined && Object.hasOwn(examples, name));
}

function choose(
  examples: Record<string, Example> | undefined,
  name: string | undefined,
): Example | undefined {
  if (!examples) return undefined;
  return (
    (name !== undefined && Object.hasOwn(examples, name) ? examples[name] : undefined) ??
    Object.values(examples)[0]
  );
}

/** A value as TypeScript, as a person would write it: on one line while that is short enough. */
export function printLiteral(value: unknown, indent = "", width = 100): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((item) => (deeper: string) => printLiteral(item, deeper, width))
    : Object.entries(value).map(
        ([key, member]) =>
          (deeper: string) =>
            `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${printLiteral(member, deeper, width)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  if (parts.length === 0) return (open + close).replaceAll(" ", "");
  const line = open + parts.map((part) => part("")).join(", ") + close;
  if (!line.includes("\n") && indent.length + line.length <= width) return line;
  const deeper = `${indent}  `;
  return `${open.trim()}\n${parts.map((part) => `${deeper}${part(deeper)},\n`).join("")}${indent}${close.trim()}`;
}
