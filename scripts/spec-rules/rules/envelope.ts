/**
 * `x-envelope` on an answer's schema names the member that holds the data: the client takes off what is
 * around it.
 */

import { fieldsOf } from "../fields.ts";
import { shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const envelope: Rule = () => ({
  Schema(node, context) {
    const value = node["x-envelope"];
    if (value === undefined) return;
    const names = [...fieldsOf(context, { node, at: context.location })].map(({ name }) => name);
    if (names.includes(value as string)) return;
    context.report({
      message: `${subject(node, context)}: x-envelope must name one of its properties (${names.join(", ")}); got ${shown(value)}`,
      location: context.location.child("x-envelope"),
    });
  },
});
