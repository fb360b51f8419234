/**
 * `x-pagination` names where a page's items and total stand in the answer, and which inputs choose the page.
 * What it names must exist, or the client would page through nothing.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { answerNames, inputNames } from "../fields.ts";
import { isMap, shown } from "../json.ts";
import type { Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const ANSWERED = ["items", "total"];
const POSITIONS = ["offset", "cursor", "page"];
const GIVEN = [...POSITIONS, "size"];

export const pagination: Rule = () => ({
  Operation(node, context) {
    const paging = node["x-pagination"];
    const at = context.location.child("x-pagination");
    const refuse = (problem: string, location: Location = at) =>
      context.report({ message: `${subject(node, context)}: x-pagination ${problem}`, location });
    if (paging === undefined) return;
    if (!isMap(paging) || !("items" in paging)) {
      return refuse(`must be a map with items; got ${shown(paging)}`);
    }
    const positions = POSITIONS.filter((key) => key in paging);
    if (positions.length > 1) refuse(`takes only one of ${positions.join(", ")}`);
    const answered = answerNames(context, node);
    const given = inputNames(context, node);
    for (const [key, name] of Object.entries(paging)) {
      const names = ANSWERED.includes(key) ? answered : given;
      const place = names === answered ? "the answer has" : "the operation takes";
      if (![...ANSWERED, ...GIVEN].includes(key)) {
        const meant = nearest(key, [...ANSWERED, ...GIVEN], Number.POSITIVE_INFINITY);
        refuse(`has an unknown key ${key}; did you mean ${meant}?`, at.child(key));
      } else if (!names.has(name as string)) {
        refuse(`${key}: ${place} no ${shown(name)}`, at.child(key));
      }
    }
  },
});
