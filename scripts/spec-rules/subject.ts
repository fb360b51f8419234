/** What a message calls the node that it is about. */

import type { JsonMap } from "./json.ts";
import type { Context, Location } from "./redocly.ts";

export function subject(node: JsonMap, { type, key, location }: Context): string {
  switch (type.name) {
    case "Root":
      return "openapi.yaml";
    case "Operation":
      return `operation ${node.operationId ?? key}`;
    case "Parameter":
      return `parameter ${node.name}`;
    case "Schema":
      return nameAt(location) === "schema" ? "schema" : `schema ${nameAt(location)}`;
    default:
      return `${type.name.toLowerCase()} ${key}`;
  }
}

/** The last segment of a location: the name under which a schema or property stands. */
export function nameAt(location: Location): string {
  const segment = location.pointer.split("/").at(-1) ?? "";
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
