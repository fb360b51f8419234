/** `format: int64` stands on integers only: what it marks becomes an exact decimal string in TypeScript. */

import { shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const int64Format: Rule = () => ({
  Schema(node, context) {
    const types = [node.type].flat().filter((type) => type !== "null");
    if (node.format !== "int64" || (types.length === 1 && types[0] === "integer")) return;
    context.report({
      message: `${subject(node, context)}: format: int64 needs type integer; got ${shown(node.type)}`,
      location: context.location.child("format"),
    });
  },
});
