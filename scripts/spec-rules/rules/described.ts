/**
 * Every property, header and named schema has a description, its own or behind its `$ref`: it is the hover
 * text.
 */

import { isText, mapOf } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { nameAt } from "../subject.ts";

export const described: Rule = () => {
  const named = new Set<unknown>();
  return {
    SchemaProperties(node, context) {
      for (const [name, property] of Object.entries(node)) {
        // Behind a $ref is a named schema, which has a description of its own.
        if ("$ref" in mapOf(property)) continue;
        demand(property, context, `property ${name}`, context.location.child(name));
      }
    },
    Header(node, context) {
      demand(node, context, `header ${context.key}`, context.location);
    },
    ref: {
      enter(_reference, context, { node, location }) {
        if (context.type.name !== "Schema" || named.has(node)) return;
        named.add(node);
        demand(node, context, `schema ${nameAt(location)}`, location);
      },
    },
  };
};

function demand(node: unknown, context: Context, name: string, location: Location): void {
  if (isText(mapOf(node).description)) return;
  context.report({ message: `${name}: needs a description`, location: location.key() });
}
