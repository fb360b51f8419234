/** The keys of an operation stand in one order, so that all files read alike. */

import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { OPERATION_KEYS } from "../vocabulary.ts";

export const keyOrder: Rule = () => ({
  Operation(node, context) {
    const keys = Object.keys(node).filter((key) => OPERATION_KEYS.includes(key));
    const wanted = OPERATION_KEYS.filter((key) => key in node);
    const wrong = keys.findIndex((key, index) => key !== wanted[index]);
    if (wrong < 0) return;
    context.report({
      message: `${subject(node, context)}: ${wanted[wrong]} must come before ${keys[wrong]}`,
      location: context.location.child(keys[wrong] as string).key(),
    });
  },
});
