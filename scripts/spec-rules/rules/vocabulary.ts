/**
 * Refuses every extension that is not in the vocabulary, and those that stand where nothing reads them:
 * a misspelt `x-retyr` would otherwise be silently ignored by the generator.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import type { JsonMap } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { EXTENSIONS } from "../vocabulary.ts";

export const vocabulary: Rule = () => ({
  any: {
    enter(node, context) {
      // Maps of names (properties, headers, examples) have no extensions: there, x-… is a name.
      if (context.type.extensionsPrefix) check(node, context, context.location);
    },
  },
  // What stands beside a $ref belongs to the reference and is not seen on its target.
  ref: {
    enter(node, context) {
      check(node, context, context.location);
    },
  },
});

function check(node: JsonMap, context: Context, location: Location): void {
  for (const key of Object.keys(node).filter((name) => name.startsWith("x-"))) {
    const places = EXTENSIONS.get(key);
    if (places?.includes(context.type.name)) continue;
    const message = places
      ? `${key} belongs on ${places.join(", ")}, not on ${context.type.name}`
      : `unknown extension ${key}; did you mean ${nearest(key, EXTENSIONS.keys(), Number.POSITIVE_INFINITY)}?`;
    context.report({ message: `${subject(node, context)}: ${message}`, location: location.child(key).key() });
  }
}
