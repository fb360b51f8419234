/** Every parameter that the caller gives has an example, for the mock and for the docs. */

import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const parameterExamples: Rule = () => ({
  Parameter(node, context) {
    const isGiven = node["x-client-supplies"] === undefined;
    if (!isGiven || ["example", "examples", "content"].some((key) => key in node)) return;
    context.report({
      message: `${subject(node, context)}: needs an example, or examples`,
      location: context.location,
    });
  },
});
