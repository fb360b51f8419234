/**
 * The fields that an operation takes and answers, by name, through every `$ref`, composition and envelope.
 */

import { isMap, type JsonMap, listOf, mapOf } from "./json.ts";
import type { Context, Location } from "./redocly.ts";

/** A node and the place where it stands. */
export interface Placed<Node = unknown> {
  node: Node;
  at: Location;
}

export interface Field extends Placed {
  name: string;
  /** Whether the schema that it stands in requires it. */
  required: boolean;
}

/** What a `$ref` points to; any other node is itself. Undefined when there is nothing to read. */
export function follow(context: Context, { node, at }: Placed): Placed<JsonMap> | undefined {
  if (!isMap(node)) return undefined;
  if (typeof node.$ref !== "string") return { node, at };
  const target = context.resolve(node, at.source.absoluteRef);
  return isMap(target.node) && target.location ? { node: target.node, at: target.location } : undefined;
}

/** The properties of a schema, those of the schemas it is composed of included. */
export function* fieldsOf(context: Context, schema: Placed, seen = new Set<JsonMap>()): Generator<Field> {
  const found = follow(context, schema);
  if (!found || seen.has(found.node)) return;
  seen.add(found.node);
  for (const [name, node] of Object.entries(mapOf(found.node.properties))) {
    const required = listOf(found.node.required).includes(name);
    yield { name, required, node, at: found.at.child(["properties", name]) };
  }
  for (const part of composedOf(found)) yield* fieldsOf(context, part, seen);
}

/** The inline parts of `allOf`, `anyOf` and `oneOf`, or their `$ref`s. */
export function composedOf({ node, at }: Placed<JsonMap>): Placed[] {
  return ["allOf", "anyOf", "oneOf"].flatMap((key) =>
    listOf(node[key]).map((part, index) => ({ node: part, at: at.child([key, index]) })),
  );
}

/** The schemas of a request body, a response or a JSON parameter, one for each media type. */
export function contentSchemas(context: Context, holder: Placed): Placed[] {
  const found = follow(context, holder);
  return Object.entries(mapOf(found?.node.content)).flatMap(([type, media]) =>
    found && isMap(media) ? [{ node: media.schema, at: found.at.child(["content", type, "schema"]) }] : [],
  );
}

/** The schema of a parameter, whether it stands beside the name or, for JSON text, under `content`. */
export function parameterSchema(context: Context, { node, at }: Placed<JsonMap>): Placed {
  const [inContent] = contentSchemas(context, { node, at });
  return inContent ?? { node: node.schema, at: at.child("schema") };
}

/** The names that a caller gives: parameters (of the operation or its path) and members of the body. */
export function inputNames(context: Context, operation: JsonMap): Set<string> {
  return new Set(inputSchemas(context, operation).keys());
}

/**
 * What a caller gives, by name: the schemas of the parameters and of the members of the body, with what stands
 * beside their `$ref`s.
 */
export function inputSchemas(context: Context, operation: JsonMap): Map<string, JsonMap> {
  const given = [
    ...parametersOf(context, operation).map((each) => ({
      name: String(each.node.name),
      schema: parameterSchema(context, each),
    })),
    ...bodyFields(context, operation).map((each) => ({ name: each.name, schema: each })),
  ];
  return new Map(given.map(({ name, schema }) => [name, whole(context, schema)]));
}

/** The parameters of an operation and its path. */
export function parametersOf(context: Context, operation: JsonMap): Placed<JsonMap>[] {
  const own = { node: operation.parameters, at: context.location.child("parameters") };
  // Only the file matters for following a $ref, and the path item stands in the operation's.
  const shared = { node: mapOf(context.parent).parameters, at: context.location };
  return [own, shared].flatMap(({ node, at }) =>
    listOf(node).flatMap((each, index) => follow(context, { node: each, at: at.child(index) }) ?? []),
  );
}

/** The members of the body, of each of its media types. */
export function bodyFields(context: Context, operation: JsonMap): Field[] {
  const body = { node: operation.requestBody, at: context.location.child("requestBody") };
  return contentSchemas(context, body).flatMap((schema) => [...fieldsOf(context, schema)]);
}

/** What a schema says, with what stands beside its `$ref`. */
export function whole(context: Context, schema: Placed): JsonMap {
  return { ...follow(context, schema)?.node, ...mapOf(schema.node) };
}

/** The members of a list's items; none where it is no list. */
export function itemFields(context: Context, list: Placed): Field[] {
  const found = follow(context, list);
  return found ? [...fieldsOf(context, { node: found.node.items, at: found.at.child("items") })] : [];
}

/** The names of the members that a success answers, its envelope taken off. */
export function answerNames(context: Context, operation: JsonMap): Set<string> {
  return new Set(answerFields(context, operation).map(({ name }) => name));
}

/** The members that a success answers, its envelope taken off. */
export function answerFields(context: Context, operation: JsonMap): Field[] {
  const successes = Object.entries(mapOf(operation.responses)).filter(([status]) => status.startsWith("2"));
  const schemas = successes.flatMap(([status, node]) =>
    contentSchemas(context, { node, at: context.location.child(["responses", status]) }),
  );
  return schemas
    .flatMap((schema) => dataSchemas(context, schema))
    .flatMap((data) => [...fieldsOf(context, data)]);
}

/** The data of an answer. Where some of its choices have an envelope, the others are failures. */
function dataSchemas(context: Context, schema: Placed): Placed[] {
  const found = follow(context, schema);
  const choices = found ? [schema, ...composedOf(found)] : [];
  const wrapped = choices.flatMap((choice) => {
    const envelope = follow(context, choice)?.node["x-envelope"];
    return [...fieldsOf(context, choice)].filter(({ name }) => name === envelope);
  });
  return wrapped.length > 0 ? wrapped : [schema];
}
