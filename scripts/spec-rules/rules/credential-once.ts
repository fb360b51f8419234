/**
 * What a security scheme sends is never a parameter as well: mock and docs know security schemes, and the
 * caller would be asked for the same credential twice.
 */

import { follow } from "../fields.ts";
import { mapOf } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const credentialOnce: Rule = () => {
  const sent = new Map([["header authorization", "a security scheme"]]);
  return {
    Root(node, context) {
      const at = context.location.child(["components", "securitySchemes"]);
      for (const [name, scheme] of Object.entries(mapOf(mapOf(node.components).securitySchemes))) {
        const found = follow(context, { node: scheme, at })?.node;
        if (found?.type === "apiKey") sent.set(wireName(found.in, found.name), `security scheme ${name}`);
      }
    },
    Parameter(node, context) {
      const scheme = sent.get(wireName(node.in, node.name));
      if (!scheme) return;
      context.report({
        message: `${subject(node, context)}: ${scheme} sends it already; drop the parameter`,
        location: context.location,
      });
    },
  };
};

/** Header names differ only by letters, not by their case. */
function wireName(place: unknown, name: unknown): string {
  return `${place} ${place === "header" ? String(name).toLowerCase() : name}`;
}
