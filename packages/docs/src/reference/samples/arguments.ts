import {
  hasMembers,
  isFilePart,
  isJson,
  isMultipart,
  mainContent,
  objectMembers,
  resolve,
  schemaOf,
} from "../../../../../scripts/generate/document.ts";
import { shapeOf } from "../../../../../scripts/generate/shape.ts";
import type { Bundle, Example, MediaType, ParameterObject, Schema } from "../bundle.ts";
import type { Located } from "../operation.ts";
import { clientForm } from "./client-form.ts";
import { SampleFile } from "./sample-file.ts";

/** What a method is given: one flat object, as every client of ours takes it. */
export type Arguments = Record<string, unknown>;

/**
 * The input of an operation as its spec's examples have it: of each part the example of the given name, or else
 * the first. Optional parameters without named examples are left out, and what the client knows or makes up always is.
 * Values are in the form that the client takes, and files are files.
 */
export function exampleArguments(
  bundle: Bundle,
  { id, spec, parameters }: Located,
  name: string | undefined = usualName(spec),
): Arguments {
  const given: Arguments = {};
  for (const parameter of parameters) {
    if (parameter["x-client-supplies"] !== undefined) continue;
    const { example, required } = parameter;
    const schema = schemaOf(parameter);
    const examples = examplesOf(parameter);
    const isOption = parameter.content && !required; // JSON, mostly of little interest
    const chosen = isOption ? examples?.[name ?? ""] : chooseExample(examples, name);
    const form = (value: unknown) => clientForm(shapeOf(bundle, schema, parameter.name), value);
    if (chosen) given[parameter.name] = form(chosen.value);
    else if (required) given[parameter.name] = form(example);
  }
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  if (!spec.requestBody || !content) return given;
  const media = spec.requestBody.content[content.mediaType] as MediaType;
  const body = chooseExample(media.examples, name)?.value;
  if (body === undefined) return given;
  const members = hasMembers(content.mediaType) ? objectMembers(bundle, content.schema) : undefined;
  if (!members)
    return {
      ...given,
      body: isJson(content.mediaType)
        ? clientForm(shapeOf(bundle, content.schema, id), body)
        : new SampleFile(body, fileName(id)),
    };
  for (const [member, value] of Object.entries(body as object)) {
    const schema = members.properties[member] ?? {};
    const { const: constant, "x-client-supplies": supplies } = resolve(bundle, schema);
    if (supplies === "idempotency") continue;
    if (constant !== undefined && typeof constant !== "object") continue;
    const isFile = isMultipart(content.mediaType) && isFilePart(resolve<Schema>(bundle, schema));
    given[member] = isFile
      ? new SampleFile(value, fileName(id), true)
      : clientForm(shapeOf(bundle, schema, member), value);
  }
  return given;
}

/** The name of the success that comes first. */
function usualName({ responses }: Located["spec"]): string | undefined {
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  return Object.keys(Object.values(success?.content ?? {})[0]?.examples ?? {})[0];
}

/** `uploadTranscript` takes a `transcript.txt`. */
const fileName = (id: string): string => `${id.match(/[A-Z]?[a-z]+$/)?.[0].toLowerCase() ?? "file"}.txt`;

/** The named examples of a parameter, also where its value is JSON within one text. */
export const examplesOf = ({ examples, content }: ParameterObject): Record<string, Example> | undefined =>
  examples ?? Object.values(content ?? {})[0]?.examples;

/** Whether some input has an example of this name: the mock answers as the name says when it is given. */
export function isReachedByInput({ spec, parameters }: Located, name: string): boolean {
  const content = spec.requestBody && mainContent(spec.requestBody.content);
  const media = content && (spec.requestBody?.content[content.mediaType] as MediaType);
  const named = [...parameters.map(examplesOf), media?.examples];
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
  if (value instanceof SampleFile) return value.expression;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    const text = printLiteral(member);
    return name === text ? name : `${name}: ${text}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
