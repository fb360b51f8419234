/**
 * Every request body, every response with content and every JSON parameter has named examples: the mock
 * answers with them, and chooses among them by name.
 */

import { mapOf } from "../json.ts";
import type { Rule } from "../redocly.ts";

export const namedExamples: Rule = () => ({
  MediaType(node, context) {
    if (Object.keys(mapOf(node.examples)).length > 0 && !("example" in node)) return;
    // …/requestBody/content/<type>, …/<status>/content/<type> or …/parameters/<place>/content/<type>
    const [list, place] = context.location.pointer.split("/").slice(-4);
    const holder = list === "parameters" ? `parameter ${place}` : place;
    context.report({
      message: `${holder}, ${context.key}: needs examples, each under a name of its own`,
      location: "example" in node ? context.location.child("example").key() : context.location.key(),
    });
  },
});
