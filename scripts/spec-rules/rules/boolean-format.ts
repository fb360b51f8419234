/**
 * `format: boolean` marks a boolean that is text on the wire: either text alone, `TRUE` and `FALSE` first, which
 * clients send, or one that some source sends as text; then its type and enum accept the usual forms. Both take as
 * many more spellings as sources have.
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
    if (type === "string" && isText(listOf(values))) return;
    if (hasAll(type, TYPES) && listOf(type).length === TYPES.length && accepts(listOf(values))) return;
    context.report({
      message: `${subject(node, context)}: format: boolean needs type "string" and enum ${shown(TEXTS)} first, or type ${shown(TYPES)} and enum ${shown(VALUES)} and further texts, each once; got ${shown({ type, enum: values })}`,
      location: context.location,
    });
  },
});

function isText(values: unknown[]): boolean {
  const isEachOnce = new Set(values).size === values.length;
  const begins = TEXTS.every((text, i) => values[i] === text);
  return isEachOnce && begins && values.every((value) => /^(true|false)$/i.test(String(value)));
}

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
