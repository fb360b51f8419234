/**
 * `x-waiter` makes a method that repeats this operation until the state that it answers is final: `method` is
 * its name, `state` the member with the state, `succeeded` and `failed` the final states. Every other state
 * means: not yet. `reason` is the member that tells why it failed; `parts` names a list that has states of its
 * own, of which the `busy` ones mean: not yet.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { answerFields, type Field, itemFields, whole } from "../fields.ts";
import { isMap, isText, type JsonMap, listOf, shown } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const NEEDED = ["method", "state", "succeeded", "failed"];
const KEYS = [...NEEDED, "reason", "parts"];
const PARTS = ["items", "state", "busy"];

type Refuse = (problem: string, location?: Location) => void;

export const waiter: Rule = () => ({
  Operation(node, context) {
    const value = node["x-waiter"];
    const at = context.location.child("x-waiter");
    const refuse: Refuse = (problem, location = at) =>
      context.report({ message: `${subject(node, context)}: x-waiter ${problem}`, location });
    if (value === undefined) return;
    if (!isMap(value)) return refuse(`must be {${NEEDED.join(", ")}}; got ${shown(value)}`);
    checkKeys(value, KEYS, at, refuse);
    const missing = NEEDED.filter((key) => !(key in value));
    if (missing.length > 0) return refuse(`needs ${missing.join(", ")}`);
    if (node["x-retry"] !== "safe") refuse("repeats the operation, which therefore must have x-retry: safe");
    const { method, state, succeeded, failed, reason, parts } = value;
    if (!/^[a-z][A-Za-z0-9]*$/.test(String(method))) {
      refuse(`method must be a camelCase name; got ${shown(method)}`, at.child("method"));
    }
    const answered = answerFields(context, node);
    const field = answered.find(({ name }) => name === state);
    if (!field) return refuse(`state: the answer has no ${shown(state)}`, at.child("state"));
    checkStates(context, field, { succeeded, failed }, at, refuse);
    if ("reason" in value) {
      const told = answered.find(({ name }) => name === reason);
      if (!told) refuse(`reason: the answer has no ${shown(reason)}`, at.child("reason"));
      else if (![whole(context, told).type].flat().includes("string")) {
        refuse(`reason: ${told.name} is no text`, at.child("reason"));
      }
    }
    if ("parts" in value) checkParts(context, answered, parts, at.child("parts"), refuse);
  },
});

function checkParts(
  context: Context,
  answered: readonly Field[],
  parts: unknown,
  at: Location,
  refuse: Refuse,
): void {
  if (!isMap(parts) || PARTS.some((key) => !(key in parts))) {
    refuse(`parts must be {${PARTS.join(", ")}}; got ${shown(parts)}`, at);
    return;
  }
  checkKeys(parts, PARTS, at, refuse);
  const list = answered.find(({ name }) => name === parts.items);
  const state = list && itemFields(context, list).find(({ name }) => name === parts.state);
  if (!list) {
    refuse(`parts: the answer has no ${shown(parts.items)}`, at.child("items"));
  } else if (!state) {
    refuse(`parts: the items of ${list.name} have no ${shown(parts.state)}`, at.child("state"));
  } else {
    checkStates(context, state, { busy: parts.busy }, at, refuse);
  }
}

function checkKeys(value: JsonMap, known: readonly string[], at: Location, refuse: Refuse): void {
  for (const key of Object.keys(value).filter((name) => !known.includes(name))) {
    const meant = nearest(key, known, Number.POSITIVE_INFINITY);
    refuse(`has an unknown key ${key}; did you mean ${meant}?`, at.child(key));
  }
}

/** Lists of the states that a field can have, each state once in all of them. */
function checkStates(context: Context, field: Field, lists: JsonMap, at: Location, refuse: Refuse): void {
  const known = whole(context, field).enum;
  const seen = new Set<unknown>();
  for (const [key, list] of Object.entries(lists)) {
    if (!Array.isArray(list) || list.length === 0) {
      refuse(`${key} must be a list of states; got ${shown(list)}`, at.child(key));
    }
    for (const [index, one] of listOf(list).entries()) {
      const place = at.child([key, index]);
      if (!isText(one) || (Array.isArray(known) && !known.includes(one))) {
        refuse(`${key}: ${shown(one)} is no state of ${field.name}`, place);
      }
      if (seen.has(one)) refuse(`has the state ${shown(one)} twice`, place);
      seen.add(one);
    }
  }
}
