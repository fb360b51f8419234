/**
 * Lets a rule see only nodes that are maps, and references that lead to one: what has no right shape at all
 * is reported by Redocly's own `struct` and `no-unresolved-refs`, and a rule must not stumble over it.
 */

import { isMap } from "./json.ts";
import type { Context, ResolvedRef, Rule } from "./redocly.ts";

export function mapsOnly(rule: Rule): Rule {
  return () => {
    const visitors = Object.entries(rule()).map(([type, visitor]) => {
      const visit = typeof visitor === "function" ? visitor : visitor?.enter;
      const enter = (node: unknown, context: Context, target: ResolvedRef) => {
        if (isMap(node) && (type !== "ref" || isMap(target.node))) visit?.(node, context, target);
      };
      return [type, { enter }];
    });
    return Object.fromEntries(visitors);
  };
}
