/**
 * Every path stands in a file of its own, in the folder of its tag: openapi.yaml is the table of contents.
 */

import { inCallback } from "../callback.ts";
import { listOf, mapOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const pathFiles: Rule = () => ({
  Paths(node, context) {
    for (const [path, item] of Object.entries(node).filter(([key]) => key.startsWith("/"))) {
      const { $ref } = mapOf(item);
      if (/^[a-z0-9-]+\/[^/#]+\.yaml$/.test(String($ref))) continue;
      context.report({
        message: `path ${path}: must be a $ref to <tag>/<path>.yaml; got ${$ref ? shown($ref) : "an inline path"}`,
        location: context.location.child(path).key(),
      });
    }
  },
  Operation(node, context) {
    const folder = context.location.source.absoluteRef.split(/[\\/]/).at(-2);
    const [tag] = listOf(node.tags);
    const standsElsewhere = context.location.pointer.startsWith("#/paths/") || inCallback(context.location);
    if (standsElsewhere || tag === folder) return;
    context.report({
      message: `${subject(node, context)}: its file stands in ${folder}/, so its tag must be that; got ${shown(tag)}`,
      location: context.location.child("tags"),
    });
  },
});
