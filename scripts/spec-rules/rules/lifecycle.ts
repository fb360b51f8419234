/**
 * `x-lifecycle` says what an operation does to which resource. Its id names a parameter or a member of the
 * body or the answer, so that the id that create answers can be handed to delete.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { answerNames, inputNames } from "../fields.ts";
import { isMap, isText, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { LIFECYCLE_ACTIONS } from "../vocabulary.ts";

const KEYS = ["resource", "action", "id"];

export const lifecycle: Rule = () => ({
  Operation(node, context) {
    const value = node["x-lifecycle"];
    const at = context.location.child("x-lifecycle");
    const refuse = (problem: string, key?: string) => {
      const location = key && key in (value as object) ? at.child(key) : at;
      context.report({ message: `${subject(node, context)}: x-lifecycle ${problem}`, location });
    };
    if (value === undefined) return;
    if (!isMap(value)) return refuse(`must be {resource, action, id}; got ${shown(value)}`);
    const { resource, action, id } = value;
    if (!isText(resource)) refuse(`resource must be a name; got ${shown(resource)}`, "resource");
    if (!LIFECYCLE_ACTIONS.includes(action as string)) {
      refuse(`action must be one of ${LIFECYCLE_ACTIONS.join(", ")}; got ${shown(action)}`, "action");
    }
    const names = new Set([...inputNames(context, node), ...answerNames(context, node)]);
    if (!names.has(id as string)) {
      refuse(`id must name a parameter or a member of the body or answer; got ${shown(id)}`, "id");
    }
    for (const key of Object.keys(value).filter((name) => !KEYS.includes(name))) {
      refuse(`has an unknown key ${key}; did you mean ${nearest(key, KEYS, Number.POSITIVE_INFINITY)}?`, key);
    }
  },
});
