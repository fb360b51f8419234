import type {
  Body,
  Input,
  Kind,
  Operation,
  Parameter,
  Server,
  Spec,
} from "../../packages/core/src/definition.ts";
import {
  type Document,
  type ErrorCode,
  hasMembers,
  isJson,
  type Located,
  locateOperations,
  mainContent,
  objectMembers,
  type ParameterObject,
  resolve,
  type Schema,
  successOf,
} from "./document.ts";
import { shapeOf } from "./shape.ts";
import { checkNames, checkOperation } from "./supported.ts";

/** The table that the runtime works by: from operation names to what is sent, where, and how it is read. */
export function specTable(provider: string, document: Document): Spec {
  const located = locateOperations(document);
  checkNames(located);
  const region = document.servers[0]?.variables?.region?.default;
  return defined({
    provider,
    servers: document.servers.map(server),
    region,
    codes: kinds(document["x-error-codes"]) ?? {},
    operations: Object.fromEntries(
      located.map((each) => [each.operation.operationId, operation(document, each)]),
    ),
  });
}

function server({ url, variables = {} }: Document["servers"][number]): Server {
  const unknown = Object.keys(variables).filter((name) => name !== "region");
  if (unknown.length > 0)
    throw new Error(`server ${url}: the client knows the variable region, got ${unknown.join()}`);
  return defined({ url, regions: variables.region?.enum });
}

function operation(document: Document, located: Located): Operation {
  checkOperation(document, located);
  const { method, path, operation, parameters } = located;
  const id = operation.operationId;
  const { data, mediaType, envelope } = successOf(document, located);
  return defined({
    method: method as Operation["method"],
    path,
    retry: operation["x-retry"] as Operation["retry"],
    rateLimit: operation["x-rate-limit"],
    open: operation.security?.length === 0 ? true : undefined,
    parameters: nonEmpty(
      Object.fromEntries(
        parameters.map((parameter) => [parameter.name, parameterOf(document, id, parameter)]),
      ),
    ),
    body: bodyOf(document, located),
    answer: mediaType === undefined ? "none" : isJson(mediaType) ? undefined : "text",
    envelope,
    shape: shapeOf(document, { anyOf: data }, `${id}: answer`),
    codes: kinds(operation["x-error-codes"]),
  });
}

function parameterOf(
  document: Document,
  id: string,
  { schema = {}, ...parameter }: ParameterObject,
): Parameter {
  return defined({
    in: parameter.in as Parameter["in"], // cookies are refused before
    supplied: parameter["x-client-supplies"],
    ...inputOf(document, schema, `${id}: ${parameter.name}`, parameter.required === true),
  });
}

function bodyOf(document: Document, { operation, parameters }: Located): Body | undefined {
  const content = mainContent(operation.requestBody?.content);
  if (!operation.requestBody || !content) return undefined;
  const { mediaType, schema } = content;
  const required = operation.requestBody.required ? (true as const) : undefined;
  const object = hasMembers(mediaType) ? objectMembers(document, schema) : undefined;
  const id = operation.operationId;
  if (!object)
    return defined({ content: mediaType, required, shape: shapeOf(document, schema, `${id}: body`) });
  const members = Object.entries(object.properties).map(([name, member]) => {
    if (parameters.some((parameter) => parameter.name === name)) {
      throw new Error(`${id}: ${name} is the name of a parameter and of a member of the body`);
    }
    return [name, inputOf(document, member, `${id}: ${name}`, object.required.has(name))];
  });
  return defined({ content: mediaType, required, members: Object.fromEntries(members) });
}

function inputOf(document: Document, schema: Schema, place: string, required: boolean): Input {
  const { type, pattern, minLength, enum: values, const: only } = resolve(document, schema);
  const constant = typeof only === "object" ? undefined : (only as Input["constant"]);
  return defined({
    required: required ? (true as const) : undefined,
    constant,
    types: type === undefined ? undefined : [type].flat(),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, "u"),
    minLength,
    enum: values ?? (constant === undefined ? undefined : [constant]),
    shape: shapeOf(document, schema, place),
  });
}

function kinds(codes: ErrorCode[] | undefined): Record<string, Kind> | undefined {
  return nonEmpty(Object.fromEntries((codes ?? []).map(({ code, kind }) => [code, kind as Kind])));
}

function nonEmpty<Value extends object>(value: Value): Value | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

/** Leaves out what is undefined, so that the table stays small. */
function defined<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

/** The table as TypeScript. */
export function printOperations(spec: Spec): string {
  return `import type { Spec } from "@jobwire/core";\n\nexport const spec: Spec = ${print(spec, "")};\n`;
}

function print(value: unknown, indent: string): string {
  if (value instanceof RegExp) return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => print(item, indent)).join(", ")}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${deeper}${key(name)}: ${print(member, deeper)},\n`,
  );
  return members.length > 0 ? `{\n${members.join("")}${indent}}` : "{}";
}

/** A name as it stands before the colon of an object or interface. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
