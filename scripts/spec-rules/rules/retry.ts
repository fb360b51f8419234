/**
 * Every operation that a client sends says in `x-retry` whether it may be sent again: the verb does not tell,
 * and nothing is guessed.
 */

import { inCallback } from "../callback.ts";
import { shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { RETRIES } from "../vocabulary.ts";

export const retry: Rule = () => ({
  Operation(node, context) {
    const value = node["x-retry"];
    if (RETRIES.includes(value as string) || inCallback(context.location)) return;
    context.report({
      message: `${subject(node, context)}: x-retry must be one of ${RETRIES.join(", ")}; got ${shown(value)}`,
      location: value === undefined ? context.location.key() : context.location.child("x-retry"),
    });
  },
});
