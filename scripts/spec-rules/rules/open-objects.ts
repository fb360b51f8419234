/**
 * No schema is closed: a server may add members at any time, and a mock must not refuse what the server
 * accepts.
 */

import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const openObjects: Rule = () => ({
  Schema(node, context) {
    for (const key of ["additionalProperties", "unevaluatedProperties"].filter(
      (name) => node[name] === false,
    )) {
      context.report({
        message: `${subject(node, context)}: ${key} must not be false; servers may add members`,
        location: context.location.child(key),
      });
    }
  },
});
