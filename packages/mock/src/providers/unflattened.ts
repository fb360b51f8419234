import { type InputSchema, memberOf, typesOf } from "../input-schema.ts";

/** Lists and objects by the steps of their names; at the ends the texts that came, several if a name came again. */
type Tree = { [step: string]: Tree | string[] };

/** Deeper than any input of the API. */
const deepest = 32;

/**
 * The JSON that parameters stand for, in which lists and objects are flattened, as in `Filters.0.Name=state`. Each
 * text becomes what the schema says: a number keeps its digits. What cannot be that stays a text or an object, for
 * the schema to refuse. An empty text counts as not sent where no text is expected.
 */
export function unflattened(
  parameters: readonly (readonly [name: string, text: string])[],
  schema: InputSchema,
): string {
  const tree = Object.create(null) as Tree; // no name is that of something inherited
  for (const [name, text] of parameters) put(tree, name, text);
  return toObject(tree, schema);
}

/** What cannot be a part of a list or an object keeps its name with dots. */
function put(tree: Tree, name: string, text: string): void {
  const steps = name.split(".");
  const last = steps.pop() ?? "";
  const holder = steps.length < deepest ? holderAt(tree, steps) : undefined;
  const there = holder?.[last] ?? [];
  if (holder && Array.isArray(there)) {
    there.push(text);
    holder[last] = there;
  } else tree[name] = [text];
}

/** Undefined: a text stands in the way. */
function holderAt(tree: Tree, steps: readonly string[]): Tree | undefined {
  let node = tree;
  for (const step of steps) {
    node[step] ??= Object.create(null) as Tree;
    const next = node[step];
    if (Array.isArray(next)) return undefined;
    node = next;
  }
  return node;
}

/** Undefined: it counts as not sent. */
function toJson(node: Tree | string[], schema: InputSchema): string | undefined {
  if (Array.isArray(node)) return toValue(node, schema);
  const entries = Object.entries(node);
  // Numbers come first among names, in their order, so a list without gaps counts up from 0.
  const isList = entries.every(([step], index) => step === String(index));
  if (!isList) return toObject(node, schema);
  const items = entries.map(([step, item]) => toJson(item, memberOf(schema, step)) ?? '""');
  return `[${items.join(",")}]`;
}

function toObject(tree: Tree, schema: InputSchema): string {
  const members = Object.entries(tree).flatMap(([name, node]) => {
    const value = toJson(node, memberOf(schema, name));
    return value === undefined ? [] : [`${JSON.stringify(name)}:${value}`];
  });
  return `{${members.join(",")}}`;
}

function toValue(texts: readonly string[], schema: InputSchema): string | undefined {
  const types = typesOf(schema);
  const [text = ""] = texts;
  // Twice the same name is no list: its items have indexes.
  if (texts.length > 1) return JSON.stringify(types.includes("array") ? text : texts);
  if (types.length === 0 || types.includes("string")) return JSON.stringify(text);
  if (text === "") return undefined;
  const isValue =
    (types.includes("integer") && /^-?(?:0|[1-9]\d{0,19})$/.test(text)) ||
    (types.includes("number") && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) ||
    (types.includes("boolean") && /^(?:true|false)$/.test(text));
  return isValue ? text : JSON.stringify(text);
}
