/**
 * The last segment of a `$ref` is PascalCase: the bundler makes it the component's name, and the generator
 * the name of an exported type.
 */

import type { Rule } from "../redocly.ts";

const NAMED = ["Schema", "Parameter", "Response", "RequestBody", "Header"];

export const componentNames: Rule = () => ({
  ref: {
    enter({ $ref }, context) {
      const name = String($ref).split("/").at(-1) ?? "";
      if (!NAMED.includes(context.type.name) || /^[A-Z][A-Za-z0-9]*$/.test(name)) return;
      context.report({
        message: `$ref: the name of a ${context.type.name} must be PascalCase; got ${JSON.stringify(name)}`,
        location: context.location.child("$ref"),
      });
    },
  },
});
