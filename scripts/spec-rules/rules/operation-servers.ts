/**
 * An operation's own servers are those of the document that have it, by the same URLs: so a client that was
 * given one server can tell that an operation is missing there.
 */

import { listOf, mapOf, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const operationServers: Rule = () => {
  let known: unknown[] = [];
  return {
    Root(node) {
      known = urlsOf(node.servers);
    },
    Operation(node, context) {
      for (const [index, url] of urlsOf(node.servers).entries()) {
        if (known.includes(url)) continue;
        context.report({
          message: `${subject(node, context)}: its server must be one of the document's, ${known.join(", ")}; got ${shown(url)}`,
          location: context.location.child(["servers", index]),
        });
      }
    },
  };
};

function urlsOf(servers: unknown): unknown[] {
  return listOf(servers).map((server) => mapOf(server).url);
}
