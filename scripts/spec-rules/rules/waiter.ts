/**
 * `x-waiter` makes a method that repeats this operation until the state that it answers is final: `method` is
 * its name, `state` the member with the state, `succeeded` and `failed` the final states. Every other state
 * means: not yet.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { answerFields, follow } from "../fields.ts";
import { isMap, isText, listOf, shown } from "../json.ts";
import type { Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const KEYS = ["method", "state", "succeeded", "failed"];

export const waiter: Rule = () => ({
  Operation(node, context) {
    const value = node["x-waiter"];
    const at = context.location.child("x-waiter");
    const refuse = (problem: string, location: Location = at) =>
      context.report({ message: `${subject(node, context)}: x-waiter ${problem}`, location });
    if (value === undefined) return;
    if (!isMap(value)) return refuse(`must be {${KEYS.join(", ")}}; got ${shown(value)}`);
    for (const key of Object.keys(value).filter((name) => !KEYS.includes(name))) {
      const meant = nearest(key, KEYS, Number.POSITIVE_INFINITY);
      refuse(`has an unknown key ${key}; did you mean ${meant}?`, at.child(key));
    }
    const missing = KEYS.filter((key) => !(key in value));
    if (missing.length > 0) return refuse(`needs ${missing.join(", ")}`);
    if (node["x-retry"] !== "safe") refuse("repeats the operation, which therefore must have x-retry: safe");
    const { method, state, succeeded, failed } = value;
    if (!/^[a-z][A-Za-z0-9]*$/.test(String(method))) {
      refuse(`method must be a camelCase name; got ${shown(method)}`, at.child("method"));
    }
    const field = answerFields(context, node).find(({ name }) => name === state);
    if (!field) return refuse(`state: the answer has no ${shown(state)}`, at.child("state"));
    const known = follow(context, field)?.node.enum;
    const seen = new Set<unknown>();
    for (const [key, list] of Object.entries({ succeeded, failed })) {
      if (!Array.isArray(list) || list.length === 0) {
        refuse(`${key} must be a list of states; got ${shown(list)}`, at.child(key));
      }
      for (const [index, one] of listOf(list).entries()) {
        const place = at.child([key, index]);
        if (!isText(one) || (Array.isArray(known) && !known.includes(one))) {
          refuse(`${key}: ${shown(one)} is no state of ${state}`, place);
        }
        if (seen.has(one)) refuse(`has the state ${shown(one)} twice`, place);
        seen.add(one);
      }
    }
  },
});
