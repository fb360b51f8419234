/**
 * An object within an object within a schema has a name of its own: named schemas become named types,
 * anonymous nests become types that nobody can read in a hover. One level of anonymous objects is allowed.
 */

import { composedOf, type Placed } from "../fields.ts";
import { isMap, type JsonMap, mapOf } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { nameAt } from "../subject.ts";

export const namedSchemas: Rule = () => {
  const seen = new Set<unknown>();
  return {
    MediaType(node, context) {
      check(context, { node: node.schema, at: context.location.child("schema") }, 0);
    },
    ref: {
      enter(_reference, context, { node, location }) {
        if (context.type.name !== "Schema" || seen.has(node)) return;
        seen.add(node);
        check(context, { node, at: location }, 0);
      },
    },
  };
};

function check(context: Context, { node, at }: Placed, depth: number): void {
  if (!isMap(node) || "$ref" in node) return;
  for (const part of composedOf({ node, at })) check(context, part, depth);
  for (const child of childrenOf(node, at)) {
    const isObject = isMap(child.node) && "properties" in child.node;
    if (isObject && depth > 0) {
      const message = `${nameAt(child.at)}: an object nested this deep must be a named schema, by $ref`;
      context.report({ message, location: child.at });
    } else {
      check(context, child, isObject ? depth + 1 : depth);
    }
  }
}

function childrenOf(node: JsonMap, at: Location): Placed[] {
  const properties = Object.entries(mapOf(node.properties));
  return [
    ...properties.map(([name, child]) => ({ node: child, at: at.child(["properties", name]) })),
    ...["items", "additionalProperties"].map((key) => ({ node: node[key], at: at.child(key) })),
  ];
}
