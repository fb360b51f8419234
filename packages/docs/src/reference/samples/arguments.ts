import { hasMembers, mainContent, objectMembers, resolve } from "../../../../../scripts/generate/document.ts";
import { isExactInteger } from "../../../../../scripts/generate/shape.ts";
import type { Bundle, Example, MediaType, Schema } from "../bundle.ts";
import type { Located } from "../operation.ts";

/** What a method is given: one flat object, as every client of ours takes it. */
export type Arguments = Record<string, unknown>;

/**
 * The input of an operation as its spec's examples have it: of each part the example of the given name, or else
 * the first. Optional parameters without named examples are left out, and what the client knows always is. Integers of
 * 64 bits are decimal strings, as the client gives them.
 */
export function exampleArguments(
  bundle: Bundle,
  { spec, parameters }: Located,
  name: string | undefined,
): Arguments {
  const given: Arguments = {};
  for (const parameter of parameters) {
    if (parameter["x-client-supplies"] !== undefined) continue;
    const { examples, example, required, schema = {} } = parameter;
    const chosen = chooseExample(examples, name);
    if (chosen) given[parameter.name] = exact(bundle, schema, chosen.value);
    else if (required) given[parameter.name] = exact(bundle, schema, example);
  }
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  if (!spec.requestBody || !content) return given;
  const media = spec.requestBody.content[content.mediaType] as MediaType;
  const body = chooseExample(media.examples, name)?.value;
  if (body === undefined) return given;
  const members = hasMembers(content.mediaType) ? objectMembers(bundle, content.schema) : undefined;
  if (!members) return { ...given, body };
  for (const [member, value] of Object.entries(body as object)) {
    const schema = members.properties[member] ?? {};
    const constant = resolve(bundle, schema).const;
    if (constant === undefined || typeof constant === "object") given[member] = exact(bundle, schema, value);
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

/** The example of the given name, or else the first. */
export function chooseExample(
  examples: Record<string, Example> | undefined,
  name: string | undefined,
): Example | undefined {
  if (!examples) return undefined;
  return (
    (name !== undefined && Object.hasOwn(examples, name) ? examples[name] : undefined) ??
    Object.values(examples)[0]
  );
}

function exact(bundle: Bundle, schema: Schema, value: unknown): unknown {
  return typeof value === "number" && isExactInteger(resolve<Schema>(bundle, schema)) ? String(value) : value;
}

/** A piece of TypeScript where a value might stand. */
export class Expression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as TypeScript, on one line. */
export function printLiteral(value: unknown): string {
  if (value instanceof Expression) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    const text = printLiteral(member);
    return name === text ? name : `${name}: ${text}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
