/**
 * A parameter, a member of a JSON parameter or a body field whose name says that it is a secret is
 * `format: password`, and in a body `writeOnly` too: what is so marked is redacted everywhere.
 */

import { contentSchemas, type Field, fieldsOf, follow, type Placed, parameterSchema } from "../fields.ts";
import { type JsonMap, mapOf } from "../json.ts";
import type { Context, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const SECRET = /(password|passwd|secret|token|(secret|secure|private|api)[_-]?key)$/i;
// Tokens that name a page, or make a request idempotent, open nothing.
const HARMLESS = /(next|page|continuation|client|idempotency)[_-]?token$/i;

export const secrets: Rule = () => ({
  Parameter(node, context) {
    const placed = parameterSchema(context, { node, at: context.location });
    const schema = merged(context, placed);
    if (isSecret(String(node.name), schema) && schema.format !== "password") {
      const message = `${subject(node, context)}: a secret needs format: password`;
      context.report({ message, location: context.location });
    }
    for (const field of nestedFields(context, placed)) {
      const member = merged(context, field);
      if (!isSecret(field.name, member) || member.format === "password") continue;
      const message = `${subject(node, context)}, member ${field.name}: a secret needs format: password`;
      context.report({ message, location: field.at });
    }
  },
  RequestBody(node, context) {
    for (const schema of contentSchemas(context, { node, at: context.location })) {
      for (const field of nestedFields(context, schema)) {
        const property = merged(context, field);
        const isMarked = property.format === "password" && property.writeOnly === true;
        if (!isSecret(field.name, property) || isMarked) continue;
        const message = `property ${field.name}: a secret needs format: password and writeOnly: true`;
        context.report({ message, location: field.at });
      }
    }
  },
});

function isSecret(name: string, { type = "string" }: JsonMap): boolean {
  return SECRET.test(name) && !HARMLESS.test(name) && [type].flat().includes("string");
}

/** A schema with what stands beside its `$ref`. */
function merged(context: Context, schema: Placed): JsonMap {
  return { ...follow(context, schema)?.node, ...mapOf(schema.node) };
}

function* nestedFields(context: Context, schema: Placed, seen = new Set<unknown>()): Generator<Field> {
  const found = follow(context, schema);
  if (!found || seen.has(found.node)) return;
  seen.add(found.node);
  for (const field of fieldsOf(context, found)) {
    yield field;
    yield* nestedFields(context, field, seen);
  }
  yield* nestedFields(context, { node: found.node.items, at: found.at.child("items") }, seen);
}
