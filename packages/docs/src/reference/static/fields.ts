import { componentName, resolve } from "../../../../../scripts/generate/document.ts";
import type { Bundle, Extended, Schema } from "../bundle.ts";
import { extensionNotes } from "../extension-notes.ts";

/** A value within a body, however deep. */
export interface Field {
  /** The way to it, such as `token.roles[].name`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** Markdown. */
  readonly text: string;
}

/** One form that a body may have. */
export interface Form {
  /** The name of its schema, where there are several. */
  readonly name: string | undefined;
  /** Markdown. */
  readonly text: string;
  readonly fields: readonly Field[];
}

/** The forms that a body may have: one, unless its schema is a choice. */
export function formsOf(bundle: Bundle, schema: Schema): Form[] {
  const { anyOf, oneOf } = resolve<Schema>(bundle, schema);
  const choices = anyOf ?? oneOf;
  return (choices ?? [schema]).map((choice) => ({
    name: choices && componentName(choice),
    text: textOf(resolve<Schema>(bundle, choice)),
    fields: fieldsOf(bundle, choice, "", []),
  }));
}

function fieldsOf(bundle: Bundle, schema: Schema, path: string, above: readonly string[]): Field[] {
  const name = componentName(schema);
  if (name !== undefined && above.includes(name)) return []; // a schema within itself is told once
  const within = name === undefined ? above : [...above, name];
  const resolved = resolve<Schema>(bundle, schema);
  const { properties = {}, required = [], allOf = [], items, additionalProperties } = resolved;
  const member = (key: string, value: Schema, needed: boolean): Field[] => {
    const at = path === "" ? key : `${path}.${key}`;
    const target = resolve<Schema>(bundle, value);
    const each = target.items && textOf(resolve<Schema>(bundle, target.items));
    const text = [textOf(target), each && `Each: ${each}`].filter(Boolean).join(" ");
    const field = { name: at, type: typeOf(bundle, target), required: needed, text };
    return [field, ...fieldsOf(bundle, value, at, within)];
  };
  return [
    ...allOf.flatMap((part) => fieldsOf(bundle, part, path, within)),
    ...Object.entries(properties).flatMap(([key, value]) => member(key, value, required.includes(key))),
    ...(items ? fieldsOf(bundle, items, `${path}[]`, within) : []),
    ...(typeof additionalProperties === "object"
      ? fieldsOf(bundle, additionalProperties, `${path}.*`, within)
      : []),
  ];
}

/** A schema's type, format and bounds, in one line. */
export function typeOf(bundle: Bundle, schema: Schema): string {
  const { type, format, items, enum: values, const: only, pattern, minimum, maximum, minLength } = schema;
  const types = [type ?? (schema.properties || schema.allOf ? "object" : "any")].flat();
  const name = types
    .map((each) =>
      each === "array" && items ? `array of ${typeOf(bundle, resolve<Schema>(bundle, items))}` : each,
    )
    .join(" or ");
  return [
    format ? `${name} (${format})` : name,
    only !== undefined && `always ${JSON.stringify(only)}`,
    values && `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    pattern && `matches ${pattern}`,
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `to ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** A description, and what the extensions beside it say. */
export function textOf(node: Extended & { description?: string }): string {
  return [node.description, ...extensionNotes(node)].filter(Boolean).join(" ");
}
