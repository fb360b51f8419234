import { componentName, isDemand, resolve } from "../../../../../scripts/generate/document.ts";
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
  const all = anyOf ?? oneOf;
  const choices = all?.every(isDemand) ? undefined : all; // then they only say which members are needed
  return (choices ?? [schema]).map((choice) => ({
    name: choices && componentName(choice),
    text: [textOf(resolve<Schema>(bundle, choice)), eachOf(bundle, resolve<Schema>(bundle, choice))]
      .filter(Boolean)
      .join(" "),
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
    const text = [textOf(whole(bundle, value)), eachOf(bundle, target)].filter(Boolean).join(" ");
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
  const { default: preset } = schema;
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
    preset !== undefined && `${JSON.stringify(preset)} if left out`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** What is said of each value of a list, or of an object of any names. */
export function eachOf(bundle: Bundle, { items, additionalProperties }: Schema): string | undefined {
  const values = items ?? additionalProperties;
  const text = typeof values === "object" && textOf(whole(bundle, values));
  return text ? `Each: ${text}` : undefined;
}

/** A schema with its references followed; what it says of itself stands before what its target says. */
export function whole(bundle: Bundle, node: Schema): Schema {
  const target = resolve<Schema>(bundle, node);
  const general =
    node.$ref && node.description ? resolve<Schema>(bundle, { $ref: node.$ref }).description : undefined;
  return general ? { ...target, description: `${node.description} ${general}` } : target;
}

/** A description, and what the extensions beside it say. */
export function textOf(node: Extended & { description?: string }): string {
  return [node.description, ...extensionNotes(node)].filter(Boolean).join(" ");
}
