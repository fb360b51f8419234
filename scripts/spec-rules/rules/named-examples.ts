/**
 * Every request body and every response with content has named examples: the mock answers with them, and
 * chooses among them by name.
 */

import { mapOf } from "../json.ts";
import type { Rule } from "../redocly.ts";

export const namedExamples: Rule = () => ({
  MediaType(node, context) {
    if (Object.keys(mapOf(node.examples)).length > 0 && !("example" in node)) return;
    // …/requestBody/content/<type> or …/<status>/content/<type>
    const holder = context.location.pointer.split("/").at(-3);
    context.report({
      message: `${holder}, ${context.key}: needs examples, each under a name of its own`,
      location: "example" in node ? context.location.child("example").key() : context.location.key(),
    });
  },
});
