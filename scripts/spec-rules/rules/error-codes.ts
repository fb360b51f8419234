/**
 * Each entry of `x-error-codes`, at the root or on an operation, is whole and of known kind: clients choose
 * the error class, and whether to retry, by the kind.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { isMap, isPositiveInteger, isText, type JsonMap, listOf, shown } from "../json.ts";
import type { Context, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { ERROR_KINDS, EVIDENCE } from "../vocabulary.ts";

const KEYS = ["code", "status", "kind", "description", "evidence"];

export const errorCodes: Rule = () => ({ Root: check, Operation: check });

function check(node: JsonMap, context: Context): void {
  const list = node["x-error-codes"];
  const at = context.location.child("x-error-codes");
  const refuse = (problem: string, location = at) =>
    context.report({ message: `${subject(node, context)}: x-error-codes ${problem}`, location });
  if (list !== undefined && !Array.isArray(list)) refuse(`must be a list; got ${shown(list)}`);
  for (const [index, entry] of listOf(list).entries()) {
    if (!isMap(entry)) {
      refuse(`must be a list of {code, status, kind, description}; got ${shown(entry)}`, at.child(index));
      continue;
    }
    for (const [key, problem] of problemsOf(entry)) {
      refuse(problem, at.child(key in entry ? [index, key] : index));
    }
  }
}

function* problemsOf(entry: JsonMap): Generator<[key: string, problem: string]> {
  const { code, status, kind, description, evidence = "documented" } = entry;
  const of = isText(code) ? ` of ${code}` : "";
  if (!isText(code)) yield ["code", `code must be a text; got ${shown(code)}`];
  if (!isPositiveInteger(status) || status < 100 || status > 599) {
    yield ["status", `status${of} must be a number from 100 to 599; got ${shown(status)}`];
  }
  if (!ERROR_KINDS.includes(kind as string)) {
    yield ["kind", `kind${of} must be one of ${ERROR_KINDS.join(", ")}; got ${shown(kind)}`];
  }
  if (!isText(description)) {
    yield ["description", `description${of} must be a text; got ${shown(description)}`];
  }
  if (!EVIDENCE.includes(evidence as string)) {
    yield ["evidence", `evidence${of} must be one of ${EVIDENCE.join(", ")}; got ${shown(evidence)}`];
  }
  for (const key of Object.keys(entry).filter((name) => !KEYS.includes(name))) {
    yield [
      key,
      `has an unknown key ${key}${of}; did you mean ${nearest(key, KEYS, Number.POSITIVE_INFINITY)}?`,
    ];
  }
}
