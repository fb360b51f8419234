/**
 * `format: boolean` marks a boolean that some source sends as text; its type and enum accept the usual forms,
 * and as many more spellings as sources have.
 */

import { listOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const TYPES = ["boolean", "string"];
const VALUES = [true, false, "true", "false"];

export const booleanFormat: Rule = () => ({
  Schema(node, context) {
    if (node.format !== "boolean") return;
    const { type, enum: values } = node;
    if (hasAll(type, TYPES) && listOf(type).length === TYPES.length && accepts(listOf(values))) return;
    context.report({
      message: `${subject(node, context)}: format: boolean needs type ${shown(TYPES)} and enum ${shown(VALUES)} and further texts, each once; got ${shown({ type, enum: values })}`,
      location: context.location,
    });
  },
});

function accepts(values: unknown[]): boolean {
  const isEachOnce = new Set(values).size === values.length;
  return isEachOnce && hasAll(values, VALUES) && values.every(isSpelling);
}

/** True and false themselves, or a text for one of them. */
function isSpelling(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && value !== "");
}

function hasAll(list: unknown, wanted: readonly unknown[]): boolean {
  return wanted.every((value) => listOf(list).includes(value));
}
