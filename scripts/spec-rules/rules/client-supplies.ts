/**
 * `x-client-supplies` on a parameter names what the client fills in. The generator reads a constant's value
 * from `schema.const`, so a constant has one; a required parameter with one value leaves the caller nothing
 * to say.
 */

import { follow, parameterSchema } from "../fields.ts";
import { shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { SUPPLIES } from "../vocabulary.ts";

export const clientSupplies: Rule = () => ({
  Parameter(node, context) {
    const key = "x-client-supplies";
    const value = node[key];
    const refuse = (problem: string) =>
      context.report({
        message: `${subject(node, context)}: ${problem}`,
        location: value === undefined ? context.location : context.location.child(key),
      });
    const schema = follow(context, parameterSchema(context, { node, at: context.location }))?.node;
    const hasConst = schema?.const !== undefined;
    if (value === undefined) {
      if (hasConst && node.required === true) refuse(`required, with one value; mark it ${key}: constant`);
    } else if (!SUPPLIES.includes(value as string)) {
      refuse(`${key} must be one of ${SUPPLIES.join(", ")}; got ${shown(value)}`);
    } else if ((value === "constant") !== hasConst) {
      refuse(
        hasConst
          ? `its schema has a const, so ${key} must be constant; got ${shown(value)}`
          : "a constant needs schema.const",
      );
    }
  },
});
