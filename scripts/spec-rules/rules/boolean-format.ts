/**
 * `format: boolean` marks a boolean that some source sends as text; its type and enum accept exactly those
 * forms.
 */

import { listOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const TYPES = ["boolean", "string"];
const VALUES = [true, false, "true", "false"];

export const booleanFormat: Rule = () => ({
  Schema(node, context) {
    if (node.format !== "boolean" || (hasExactly(node.type, TYPES) && hasExactly(node.enum, VALUES))) return;
    const { type, enum: values } = node;
    context.report({
      message: `${subject(node, context)}: format: boolean needs type ${shown(TYPES)} and enum ${shown(VALUES)}; got ${shown({ type, enum: values })}`,
      location: context.location,
    });
  },
});

function hasExactly(list: unknown, wanted: readonly unknown[]): boolean {
  return listOf(list).length === wanted.length && wanted.every((value) => listOf(list).includes(value));
}
