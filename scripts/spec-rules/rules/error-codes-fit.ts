/**
 * A code is listed once in each place, and its status is one that the operation answers: else docs and types
 * would contradict the responses. An operation may say more of a code that the root lists for all.
 */

import { type JsonMap, listOf, mapOf } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const errorCodesFit: Rule = () => {
  return {
    Root(node, context) {
      const listed = new Set<unknown>();
      for (const { code, refuse } of entriesOf(node, context)) {
        if (listed.has(code)) refuse("twice");
        listed.add(code);
      }
    },
    Operation(node, context) {
      const listed = new Set<unknown>();
      for (const { code, status, refuse } of entriesOf(node, context)) {
        if (listed.has(code)) refuse("twice");
        listed.add(code);
        const keys = [String(status), `${String(status)[0]}XX`, "default"];
        const isAnswered = keys.some((key) => key in mapOf(node.responses));
        if (!isAnswered) refuse(`with status ${status}, which is not among its responses`);
      }
    },
  };
};

interface Entry {
  code: unknown;
  status: unknown;
  refuse(problem: string): void;
}

function entriesOf(node: JsonMap, context: Context): Entry[] {
  return listOf(node["x-error-codes"]).map((entry, index) => {
    const { code, status } = mapOf(entry);
    const location: Location = context.location.child(["x-error-codes", index]);
    const refuse = (problem: string) =>
      context.report({
        message: `${subject(node, context)}: x-error-codes has ${code} ${problem}`,
        location,
      });
    return { code, status, refuse };
  });
}
