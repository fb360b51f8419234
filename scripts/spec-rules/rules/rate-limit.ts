/** `x-rate-limit` is a documented limit in numbers: so many requests in so many seconds. */

import { isMap, isPositiveInteger, shown } from "../json.ts";
import type { Rule } from "../redocly.ts";
import { subject } from "../subject.ts";

export const rateLimit: Rule = () => ({
  Operation(node, context) {
    const limit = node["x-rate-limit"];
    if (limit === undefined) return;
    const isLimit =
      isMap(limit) &&
      Object.keys(limit).length === 2 &&
      isPositiveInteger(limit.requests) &&
      isPositiveInteger(limit.seconds);
    if (isLimit) return;
    context.report({
      message: `${subject(node, context)}: x-rate-limit must be {requests, seconds}, both positive integers; got ${shown(limit)}`,
      location: context.location.child("x-rate-limit"),
    });
  },
});
