/** Every operation links the provider's own page, over https: a reader can check what the spec says. */

import { isMap, isText, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const externalDocs: Rule = () => ({
  Operation(node, context) {
    const docs = node.externalDocs;
    if (isMap(docs) && isText(docs.description) && URL.parse(String(docs.url))?.protocol === "https:") return;
    context.report({
      message: `${subject(node, context)}: externalDocs must have a description and an https url; got ${shown(docs)}`,
      location: docs === undefined ? context.location.key() : context.location.child("externalDocs"),
    });
  },
});
