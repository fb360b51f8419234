import type { Operation } from "./definition.ts";

/** The operation as a call with these arguments has it, whose answer may be of another kind. */
export function variantOf(operation: Operation, given: Readonly<Record<string, unknown>>): Operation {
  const variant = operation.variants?.find(({ when }) =>
    Object.entries(when).every(([name, value]) => given[name] === value),
  );
  if (!variant) return operation;
  const { answer, shape, ...same } = operation;
  return {
    ...same,
    ...(variant.answer && { answer: variant.answer }),
    ...(variant.shape && { shape: variant.shape }),
  };
}
