import type { Input } from "../../packages/core/src/definition.ts";
import { describe, doc } from "./comment.ts";
import {
  type Document,
  locateOperations,
  methods,
  type OperationObject,
  type ParameterObject,
  parametersOf,
  resolve,
  schemaOf,
} from "./document.ts";
import { inputOf } from "./operations.ts";
import { plainType } from "./plain-type.ts";
import { key, print } from "./print.ts";

interface Callback {
  readonly id: string;
  /** Its name as a type. */
  readonly name: string;
  readonly operation: OperationObject;
  readonly parameters: readonly ParameterObject[];
}

/** What the provider calls: the types of what arrives, and what reads it; undefined: it calls nothing. */
export function printCallbacks(provider: string, document: Document): string | undefined {
  const callbacks = callbacksOf(document);
  if (callbacks.length === 0) return undefined;
  const body = callbacks.map((callback) => printCallback(provider, document, callback)).join("\n");
  const needsSchemas = /\bSchemas\[/.test(body);
  return [
    `import { type CallbackRequest, parseCallback } from "@jobwire/core";`,
    ...(needsSchemas ? [`import type { Schemas } from "./schema.ts";`] : []),
    "",
    body,
  ].join("\n");
}

/** Every callback once, though several operations may cause it. */
function callbacksOf(document: Document): Callback[] {
  const found = new Map<string, Callback>();
  for (const { operation } of locateOperations(document)) {
    for (const callback of Object.values(operation.callbacks ?? {})) {
      const items = Object.values(
        resolve<Record<string, object>>(document, callback as Record<string, object>),
      );
      for (const item of items as Record<string, unknown>[]) {
        for (const method of methods.filter((each) => each in item)) {
          const called = item[method] as OperationObject;
          const id = called.operationId;
          const shared = item.parameters as OperationObject["parameters"];
          const parameters = parametersOf(document, shared, called);
          found.set(id, {
            id,
            name: id.charAt(0).toUpperCase() + id.slice(1),
            operation: called,
            parameters,
          });
        }
      }
    }
  }
  return [...found.values()];
}

function printCallback(provider: string, document: Document, callback: Callback): string {
  const { id, name, operation, parameters } = callback;
  if (operation.requestBody) throw new Error(`${id}: a callback with a body is not supported yet`);
  const members = parameters.map((parameter) => {
    const place = `${id}: parameter ${parameter.name}`;
    const schema = schemaOf(parameter);
    const type = plainType(document, schema, "answer");
    const { type: types } = resolve(document, schema);
    const isScalar = ![types].flat().some((each) => each === "array" || each === "object");
    if (parameter.in !== "query")
      throw new Error(`${place}: in ${parameter.in} of a callback is not supported yet`);
    if (type === undefined || !isScalar || parameter.content)
      throw new Error(`${place}: a callback's value that is no scalar is not supported yet`);
    const input = inputOf(document, schema, place, parameter.required === true);
    return {
      name: parameter.name,
      type,
      input,
      required: parameter.required === true,
      text: describe(parameter),
    };
  });
  const fields = members.map(
    (member) =>
      `${member.text && doc(member.text, "  ")}  ${key(member.name)}${member.required ? "" : "?"}: ${member.type};\n`,
  );
  const inputs: Record<string, Input> = Object.fromEntries(
    members.map((member) => [member.name, member.input]),
  );
  const { summary, description, externalDocs } = operation;
  const text = [`${summary}.`, description, externalDocs && `@see ${externalDocs.url}`]
    .filter(Boolean)
    .join("\n\n");
  const parser = [
    `Reads what arrives by \`${id}\`: a \`Request\`, what \`node:http\` gives, or an address. Other parameters are ignored.`,
    "@throws InvalidArgumentError if a value is not as the spec has it, and nothing else.",
  ].join("\n\n");
  return [
    doc(text, ""),
    `export interface ${name} {\n${fields.join("")}}\n\n`,
    doc(parser, ""),
    `export function parse${name}(received: CallbackRequest): ${name} {\n`,
    `  return parseCallback<${name}>({ provider: ${JSON.stringify(provider)}, operation: ${JSON.stringify(id)} }, ${print(inputs, "  ")}, received);\n`,
    "}\n",
  ].join("");
}
