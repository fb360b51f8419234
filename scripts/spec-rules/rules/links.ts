/**
 * A link leads to an operation that the document has, and gives parameters that this operation takes: Redocly
 * checks neither.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { follow, type Placed } from "../fields.ts";
import { isMap, type JsonMap, listOf, mapOf, shown } from "../json.ts";
import type { Context, Rule } from "../redocly.ts";

export const links: Rule = () => {
  const targets = new Map<string, Set<string>>();
  return {
    Root(node, context) {
      const at = context.location.child("paths");
      for (const item of Object.values(mapOf(node.paths))) {
        const found = follow(context, { node: item, at });
        for (const operation of Object.values(mapOf(found?.node))) {
          if (!found || !isMap(operation) || typeof operation.operationId !== "string") continue;
          const names = [found.node, operation].flatMap((owner) =>
            parameterNames(context, { ...found, node: owner }),
          );
          targets.set(operation.operationId, new Set(names));
        }
      }
    },
    Link(node, context) {
      const id = node.operationId;
      const names = targets.get(String(id));
      const refuse = (problem: string, key: string) =>
        context.report({ message: `link ${context.key}: ${problem}`, location: context.location.child(key) });
      if (!names) {
        const meant = nearest(String(id), targets.keys(), Number.POSITIVE_INFINITY);
        return refuse(`there is no operation ${shown(id)}; did you mean ${meant}?`, "operationId");
      }
      for (const name of Object.keys(mapOf(node.parameters)).filter((key) => !names.has(key))) {
        refuse(`${id} takes no parameter ${name}`, "parameters");
      }
    },
  };
};

function parameterNames(context: Context, { node, at }: Placed<JsonMap>): string[] {
  return listOf(node.parameters).map((parameter) =>
    String(follow(context, { node: parameter, at })?.node.name),
  );
}
