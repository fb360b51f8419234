/**
 * `x-when` on a media type names the parameter, and its value, that chooses this kind of body; the media type
 * without it is the default, and there is one.
 */

import { follow, inputSchemas, type Placed } from "../fields.ts";
import { isMap, type JsonMap, listOf, mapOf, shown } from "../json.ts";
import type { Context, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const when: Rule = () => ({
  Operation(node, context) {
    const inputs = inputSchemas(context, node);
    for (const [status, reference] of Object.entries(mapOf(node.responses))) {
      const at = context.location.child(["responses", status]);
      const response = follow(context, { node: reference, at });
      if (response) checkResponse(response, status, inputs, context, subject(node, context));
    }
  },
});

function checkResponse(
  { node, at }: Placed<JsonMap>,
  status: string,
  inputs: Map<string, JsonMap>,
  context: Context,
  owner: string,
): void {
  const content = Object.entries(mapOf(node.content)).map(([type, media]) => ({ type, media: mapOf(media) }));
  const chosen = content.filter(({ media }) => "x-when" in media);
  for (const { type, media } of chosen) {
    const problem = problemOf(media["x-when"], inputs);
    const location = at.child(["content", type, "x-when"]);
    if (problem) context.report({ message: `${owner}, ${status}, ${type}: x-when ${problem}`, location });
  }
  const defaults = content.length - chosen.length;
  if (chosen.length === 0 || defaults === 1) return;
  const message = `${owner}, ${status}: one media type must be without x-when, as the default; got ${defaults}`;
  context.report({ message, location: at.child("content") });
}

function problemOf(choice: unknown, inputs: Map<string, JsonMap>): string | undefined {
  if (!isMap(choice) || Object.keys(choice).length !== 1) {
    return `must be {<parameter>: <value>}; got ${shown(choice)}`;
  }
  const [[name, value] = []] = Object.entries(choice);
  const schema = inputs.get(name as string);
  if (!schema) return `names ${name}, which the operation does not take`;
  const isBoolean = [schema.type].flat().includes("boolean");
  const values = Array.isArray(schema.enum) ? listOf(schema.enum) : isBoolean ? [true, false] : [value];
  return values.includes(value) ? undefined : `has ${shown(value)}, which ${name} cannot be`;
}
