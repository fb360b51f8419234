import { pathType } from "./arguments.ts";
import { type Document, type Located, resolve, type Schema } from "./document.ts";
import { plainType, union } from "./plain-type.ts";
import { type Outcome, successOf } from "./success.ts";

/** One kind of success, as callers get it. */
export interface ResultType {
  readonly type: string;
  /** Whether a call can resolve to it as a stream. */
  readonly streams: boolean;
  /** The arguments that ask for it; absent: all others. */
  readonly when?: Record<string, unknown>;
}

/** What a call resolves to: first as a rule, then for certain arguments. Kinds of one type are one. */
export function resultTypes(document: Document, located: Located): ResultType[] {
  const found = successOf(document, located).map((outcome): ResultType => {
    const { form, when } = outcome;
    const streams = form === "text" || form === "bytes";
    return { type: typeOf(document, located, outcome), streams, ...(when && { when }) };
  });
  const [usual] = found;
  return found.filter(
    (each) => each === usual || each.type !== usual?.type || each.streams !== usual.streams,
  );
}

function typeOf(document: Document, located: Located, { form, data, envelope, when }: Outcome): string {
  if (form === "none") return "void";
  if (form === "bytes") return "Uint8Array";
  const types = data.map((schema) =>
    form === "text" ? textType(document, schema) : plainType(document, schema, "answer"),
  );
  if (!types.includes(undefined)) return union(types as string[]);
  if (when)
    throw new Error(`${located.operation.operationId}: the schema of an answer with x-when needs a name`);
  const whole = `${pathType(located)}["data"]`;
  return envelope === undefined ? whole : `${whole}[${JSON.stringify(envelope)}]`;
}

/** A text is one, whatever is said of it. */
export function textType(document: Document, schema: Schema): string {
  const { enum: values } = resolve(document, schema);
  return (values && plainType(document, schema, "answer")) ?? "string";
}
