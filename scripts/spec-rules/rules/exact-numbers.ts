/**
 * No integer beyond 2^53-1: Redocly's bundler would round it without a word, and the bundle would then say
 * something that nobody wrote.
 */

import type { Location, Rule } from "../redocly.ts";

const VALUES = ["example", "value", "default", "const", "enum", "minimum", "maximum"];
const PROBLEM = "numbers beyond 9007199254740991 (2^53-1) are rounded by the bundler; take a smaller one";

export const exactNumbers: Rule = () => ({
  any: {
    enter(node, context) {
      if (!context.type.extensionsPrefix) return;
      // Named examples are visited on their own; a schema's are a list.
      const keys = Array.isArray(node.examples) ? [...VALUES, "examples"] : VALUES;
      for (const key of keys) {
        for (const location of unsafeNumbers(node[key], context.location.child(key))) {
          context.report({ message: `${key}: ${PROBLEM}`, location });
        }
      }
    },
  },
});

function* unsafeNumbers(value: unknown, at: Location): Generator<Location> {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) yield at;
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* unsafeNumbers(member, at.child(key));
}
