/**
 * `x-pagination` names where a page's items and total stand in the answer, and which inputs choose the page.
 * What it names must exist, or the client would page through nothing; the client asks for the largest page that
 * there is, so the size has a maximum, and counts offsets and pages itself.
 */

import { nearest } from "../../../packages/core/src/nearest.ts";
import { answerFields, inputSchemas, itemFields, whole } from "../fields.ts";
import { isMap, shown } from "../json.ts";
import type { Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

const ANSWERED = ["items", "total", "next"];
const POSITIONS = ["offset", "cursor", "page"];
const COUNTED = ["offset", "page"];
const GIVEN = [...POSITIONS, "size"];
const KEYS = [...ANSWERED, ...GIVEN, "id"];

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
    if (node["x-retry"] !== "safe") refuse("repeats the operation, which therefore must have x-retry: safe");
    const positions = POSITIONS.filter((key) => key in paging);
    if (positions.length !== 1) {
      refuse(`needs exactly one of ${POSITIONS.join(", ")}; got ${positions.join(", ") || "none"}`);
    }
    if ("cursor" in paging !== "next" in paging) refuse("needs both of cursor and next, or neither");
    const answered = answerFields(context, node);
    const given = inputSchemas(context, node);
    for (const [key, name] of Object.entries(paging)) {
      if (!KEYS.includes(key)) {
        const meant = nearest(key, KEYS, Number.POSITIVE_INFINITY);
        refuse(`has an unknown key ${key}; did you mean ${meant}?`, at.child(key));
      } else if (ANSWERED.includes(key) && !answered.some((field) => field.name === name)) {
        refuse(`${key}: the answer has no ${shown(name)}`, at.child(key));
      } else if (GIVEN.includes(key) && !given.has(name as string)) {
        refuse(`${key}: the operation takes no ${shown(name)}`, at.child(key));
      }
    }
    const items = answered.find(({ name }) => name === paging.items);
    if (items && !("items" in whole(context, items))) {
      refuse(`items: ${items.name} is no list`, at.child("items"));
    } else if (
      items &&
      "id" in paging &&
      !itemFields(context, items).some(({ name }) => name === paging.id)
    ) {
      refuse(`id: the items of ${items.name} have no ${shown(paging.id)}`, at.child("id"));
    }
    for (const key of COUNTED) {
      const input = given.get(paging[key] as string);
      if (input && ![input.type].flat().includes("integer"))
        refuse(`${key}: ${paging[key]} is no integer, which clients count`, at.child(key));
    }
    const size = given.get(paging.size as string);
    if (size && typeof size.maximum !== "number") {
      refuse(`size: ${paging.size} needs a maximum, which clients ask for`, at.child("size"));
    }
  },
});
