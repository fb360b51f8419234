/**
 * An error example shows a code that `x-error-codes` lists, for the operation or at the root: a code that no
 * list knows would reach the caller as an unknown error. A provider without any list has no codes to compare.
 */

import { follow } from "../fields.ts";
import { isMap, type JsonMap, listOf, mapOf } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const errorExamples: Rule = () => {
  let root: string[] = [];
  return {
    Root(node) {
      root = listed(node);
    },
    Operation(node, context) {
      const known = [...root, ...listed(node)];
      if (known.length === 0) return;
      for (const { code, at } of shownCodes(node, context)) {
        if (known.includes(code)) continue;
        const message = `${subject(node, context)}: an example answers ${code}, which x-error-codes does not list`;
        context.report({ message, location: at });
      }
    },
  };
};

function listed(node: JsonMap): string[] {
  return listOf(node["x-error-codes"]).map((entry) => String(mapOf(entry).code));
}

function* shownCodes(operation: JsonMap, context: Context): Generator<{ code: string; at: Location }> {
  for (const [status, reference] of Object.entries(mapOf(operation.responses))) {
    const response = follow(context, { node: reference, at: context.location.child(["responses", status]) });
    for (const [type, media] of Object.entries(mapOf(response?.node.content))) {
      for (const [name, node] of Object.entries(mapOf(mapOf(media).examples))) {
        const at = response?.at.child(["content", type, "examples", name]) ?? context.location;
        const example = follow(context, { node, at });
        if (example) yield* codesIn(example.node.value, example.at.child("value"), !status.startsWith("2"));
      }
    }
  }
}

/** error_code and ErrorType are codes anywhere; a plain code only within an error. */
function* codesIn(value: unknown, at: Location, inError: boolean): Generator<{ code: string; at: Location }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const isCode = /^error_?(code|type)$/i.test(key) || (inError && /^code$/i.test(key));
    if (isCode && (typeof member === "number" || (typeof member === "string" && member !== ""))) {
      yield { code: String(member), at: at.child(key) };
    }
    yield* codesIn(member, at.child(key), inError || (/^error$/i.test(key) && isMap(member)));
  }
}
