/**
 * A parameter whose value is an array or object within one text: JSON, which OpenAPI says by `content`, or a
 * form that it has no words for, which `x-written` names.
 */

import { follow } from "../fields.ts";
import { isMap, isPositiveInteger, type JsonMap, mapOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { WRITTEN } from "../vocabulary.ts";

export const written: Rule = () => ({
  Parameter(node, context) {
    const refuse = (problem: string, key: string) =>
      context.report({
        message: `${subject(node, context)}: ${problem}`,
        location: context.location.child(key),
      });
    if (isMap(node.content)) {
      const types = Object.keys(node.content);
      const isJson = types.length === 1 && types[0] === "application/json";
      if (!isJson)
        refuse(`content must have application/json and nothing else; got ${shown(types)}`, "content");
      if ("schema" in node) refuse("its schema stands under content, so not here as well", "schema");
    }
    const form = node["x-written"];
    if (form === undefined) return;
    const schema = follow(context, { node: node.schema, at: context.location.child("schema") })?.node;
    if (!WRITTEN.includes(form as string)) {
      refuse(`x-written must be one of ${WRITTEN.join(", ")}; got ${shown(form)}`, "x-written");
    } else if (!isTuple(schema ?? {})) {
      refuse("x-written: tuple needs an array of texts, minItems and maxItems the same", "x-written");
    }
  },
});

function isTuple({ type, items, minItems, maxItems }: JsonMap): boolean {
  return (
    type === "array" && mapOf(items).type === "string" && isPositiveInteger(minItems) && minItems === maxItems
  );
}
