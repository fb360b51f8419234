/**
 * `x-unset` is the value by which the wire says that a field is not set; the client gives null for it. So the
 * schema allows both.
 */

import { listOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const unset: Rule = () => ({
  Schema(node, context) {
    const value = node["x-unset"];
    const types = listOf(node.type);
    const isAllowed = types.includes("null") && typesOf(value).some((type) => types.includes(type));
    if (!("x-unset" in node) || isAllowed) return;
    context.report({
      message: `${subject(node, context)}: x-unset: ${shown(value)} needs a list of types, with its own and "null"; got ${shown(node.type)}`,
      location: context.location.child("x-unset"),
    });
  },
});

/** The JSON Schema types of a value; none of null, which needs no x-unset. */
function typesOf(value: unknown): string[] {
  if (typeof value === "number") return Number.isInteger(value) ? ["integer", "number"] : ["number"];
  return ["string", "boolean"].filter((type) => typeof value === type);
}
