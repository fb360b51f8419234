/**
 * `format: boolean` marks a boolean that is text on the wire: either the two texts `TRUE` and `FALSE` only, or
 * one that some source sends as text; then its type and enum accept the usual forms, and as many more spellings
 * as sources have.
 */

import { listOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const TYPES = ["boolean", "string"];
const VALUES = [true, false, "true", "false"];
const TEXTS = ["TRUE", "FALSE"];

export const booleanFormat: Rule = () => ({
  Schema(node, context) {
    if (node.format !== "boolean") return;
    const { type, enum: values } = node;
    if (type === "string" && shown(values) === shown(TEXTS)) return;
    if (hasAll(type, TYPES) && listOf(type).length === TYPES.length && accepts(listOf(values))) return;
    context.report({
      message: `${subject(node, context)}: format: boolean needs type "string" and enum ${shown(TEXTS)}, or type ${shown(TYPES)} and enum ${shown(VALUES)} and further texts, each once; got ${shown({ type, enum: values })}`,
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
