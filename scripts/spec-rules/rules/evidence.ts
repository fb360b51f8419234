/**
 * `x-evidence` says how we know a thing, in one of three words; where it stands is the vocabulary rule's
 * concern.
 */

import { type JsonMap, shown } from "../json.ts";
import type { Context, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { EVIDENCE } from "../vocabulary.ts";

export const evidence: Rule = () => ({
  any: {
    enter(node, context) {
      if (context.type.extensionsPrefix) check(node, context);
    },
  },
  ref: {
    enter: check,
  },
});

function check(node: JsonMap, context: Context): void {
  const value = node["x-evidence"];
  if (value === undefined || EVIDENCE.includes(value as string)) return;
  context.report({
    message: `${subject(node, context)}: x-evidence must be one of ${EVIDENCE.join(", ")}; got ${shown(value)}`,
    location: context.location.child("x-evidence"),
  });
}
