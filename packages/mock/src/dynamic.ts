import type { Answer } from "./answer.ts";
import type { Documented } from "./documented.ts";
import type { Fresh } from "./fresh.ts";
import { isJson } from "./json.ts";
import type { Operation } from "./operations.ts";
import { makeUp } from "./prism.ts";

interface Schema {
  readonly type?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

/**
 * Makes up an answer by the schema of a success. It stays a success: where the schema has alternatives, it is the
 * one that the example has, and what the example says in words of an enumeration stays said.
 */
export async function dynamicAnswer(operation: Operation, usual: Documented, fresh: Fresh): Promise<Answer> {
  // A text made up by a schema is no file of any format.
  if (usual.mediaType === undefined || !isJson(usual.mediaType)) return usual;
  const { prism } = operation;
  const responses = prism.responses
    .filter(({ code }) => code === String(usual.status))
    .map((response) => ({
      ...response,
      contents: (response.contents ?? [])
        .filter(({ mediaType }) => mediaType === usual.mediaType)
        .map(({ schema, ...content }) => ({
          ...content,
          // Two types of the same: ours of a schema, and Prism's.
          schema: likeExample((schema ?? {}) as unknown as Schema, usual.body) as unknown as typeof schema,
        })),
    }));
  const body = await makeUp({ ...prism, responses } as typeof prism, usual.status, fresh.hex(16));
  return { ...usual, body };
}

/** Narrows a schema to the success that an example is. */
function likeExample(schema: Schema, example: unknown): Schema {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) {
    const { anyOf: _any, oneOf: _one, ...rest } = schema;
    return { ...rest, ...likeExample(alternatives.find((each) => mayBe(each, example)) ?? {}, example) };
  }
  const members = (example ?? {}) as Readonly<Record<string, unknown>>;
  return lookalike(schema, (name, member) =>
    member.enum !== undefined && name in members ? { ...member, enum: [members[name]] } : lookalike(member),
  );
}

/** An object has all that the schema requires, and nothing that an alternative alone explains. */
function mayBe({ required = [] }: Schema, example: unknown): boolean {
  const members = (example ?? {}) as Readonly<Record<string, unknown>>;
  return (required as readonly string[]).every((name) => name in members);
}

/** Ids look like the example of their schema: the same letters, digits and signs in the same places. */
function lookalike(schema: Schema, ofMember = (_: string, member: Schema) => lookalike(member)): Schema {
  const { type, examples: [example] = [], properties, items, additionalProperties = false } = schema;
  if (properties) {
    const like = Object.entries(properties).map(([name, member]) => [name, ofMember(name, member)]);
    return { ...schema, additionalProperties, properties: Object.fromEntries(like) };
  }
  if (items) return { ...schema, items: lookalike(items as Schema) };
  const isId = type === "string" && typeof example === "string" && /^(?=.*\d)[\w-]{6,}$/.test(example);
  if (!isId || "pattern" in schema || "format" in schema || "enum" in schema) return schema;
  return { ...schema, pattern: `^${patternOf(example)}$` };
}

/** A pattern of what an id looks like. The word before the first sign, as in `job-f5da1edl`, stays as it is. */
function patternOf(example: string): string {
  const [, prefix = "", id = example] = example.match(/^([A-Za-z]+-)(.+)$/) ?? [];
  const letters = /^[0-9a-f-]+$/.test(id) ? "0-9a-f" : "0-9a-z";
  return prefix + id.replace(/[A-Za-z0-9]+/g, (run) => `[${letters}]{${run.length}}`);
}
