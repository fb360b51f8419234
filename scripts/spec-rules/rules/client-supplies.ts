/**
 * `x-client-supplies` on a parameter names what the client fills in. The generator reads a constant's value
 * from `schema.const`, so a constant has one; a required parameter with one value leaves the caller nothing
 * to say. What makes a repetition harmless, `idempotency`, is said of a member of the body as well; the client
 * makes up 32 hexadecimal digits.
 */

import { bodyFields, follow, parameterSchema, parametersOf, whole } from "../fields.ts";
import { type JsonMap, mapOf, shown } from "../json.ts";
import type { Context, Location, Rule } from "../redocly.ts";
import { subject } from "../subject.ts";
import { SUPPLIES } from "../vocabulary.ts";

const KEY = "x-client-supplies";
const MADE_UP = "0123456789abcdef0123456789abcdef";

export const clientSupplies: Rule = () => {
  /** Schemas, and references to them, that are members of a body. */
  const members = new Set<unknown>();
  const checkSchema = (node: JsonMap, context: Context) => {
    if (!(KEY in node) || context.type.name !== "Schema") return;
    const refuse = (problem: string) =>
      context.report({
        message: `${subject(node, context)}: ${KEY} ${problem}`,
        location: context.location.child(KEY),
      });
    if (node[KEY] !== "idempotency") refuse(`of a schema must be idempotency; got ${shown(node[KEY])}`);
    else if (!members.has(node)) refuse("of a schema is for a member of a request's body");
  };
  return {
    Operation(node, context) {
      for (const field of bodyFields(context, node)) {
        members.add(field.node);
        members.add(follow(context, field)?.node);
      }
      checkKey(node, context);
    },
    Parameter(node, context) {
      const value = node[KEY];
      const refuse = (problem: string) =>
        context.report({
          message: `${subject(node, context)}: ${problem}`,
          location: value === undefined ? context.location : context.location.child(KEY),
        });
      const schema = follow(context, parameterSchema(context, { node, at: context.location }))?.node;
      const hasConst = schema?.const !== undefined;
      if (value === undefined) {
        if (hasConst && node.required === true) refuse(`required, with one value; mark it ${KEY}: constant`);
      } else if (!SUPPLIES.includes(value as string)) {
        refuse(`${KEY} must be one of ${SUPPLIES.join(", ")}; got ${shown(value)}`);
      } else if ((value === "constant") !== hasConst) {
        refuse(
          hasConst
            ? `its schema has a const, so ${KEY} must be constant; got ${shown(value)}`
            : "a constant needs schema.const",
        );
      }
    },
    Schema: checkSchema,
    ref: { enter: checkSchema },
  };
};

/** What is said of the key that makes a repetition harmless: there is one, and the caller may leave it out. */
function checkKey(operation: JsonMap, context: Context): void {
  const [key, ...others] = [...keyParameters(context, operation), ...keyMembers(context, operation)];
  if (!key) return;
  const refuse = (problem: string, { at } = key) =>
    context.report({ message: `${subject(operation, context)}: ${problem}`, location: at });
  const other = others.find(({ name }) => name !== key.name);
  if (other) refuse(`${key.name} and ${other.name}: only one input can be ${KEY}: idempotency`, other);
  if (key.required) refuse(`${key.name}: what is ${KEY}: idempotency cannot be required`);
  if (operation["x-retry"] !== "idempotent") {
    refuse(`takes ${key.name}, so x-retry must be idempotent; got ${shown(operation["x-retry"])}`);
  }
  if (!takesMadeUp(key.schema))
    refuse(`${key.name}: must take 32 hexadecimal digits, which the client makes up`);
}

function takesMadeUp({ type, minLength = 0, maxLength = MADE_UP.length, pattern = "" }: JsonMap): boolean {
  const hasRoom = Number(minLength) <= MADE_UP.length && Number(maxLength) >= MADE_UP.length;
  return type === "string" && hasRoom && new RegExp(String(pattern), "u").test(MADE_UP);
}

interface Key {
  name: string;
  required: boolean;
  schema: JsonMap;
  at: Location;
}

function keyParameters(context: Context, operation: JsonMap): Key[] {
  return parametersOf(context, operation)
    .filter(({ node }) => node[KEY] === "idempotency")
    .map((parameter) => ({
      name: String(parameter.node.name),
      required: parameter.node.required === true,
      schema: whole(context, parameterSchema(context, parameter)),
      at: parameter.at.child(KEY),
    }));
}

function keyMembers(context: Context, operation: JsonMap): Key[] {
  return bodyFields(context, operation).flatMap(({ name, required, node, at }) => {
    const schema = whole(context, { node, at });
    if (schema[KEY] !== "idempotency") return [];
    const said = KEY in mapOf(node) ? at : (follow(context, { node, at })?.at ?? at);
    return [{ name, required, schema, at: said.child(KEY) }];
  });
}
