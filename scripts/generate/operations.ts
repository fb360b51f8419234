import type {
  Body,
  Input,
  Kind,
  Operation,
  Parameter,
  Server,
  Service,
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

/** What the runtime works by: what is true of all operations, and of each what is sent, where, and how it is read. */
export interface Tables {
  readonly service: Service;
  readonly operations: Readonly<Record<string, Operation>>;
}

export function specTables(provider: string, document: Document): Tables {
  const located = locateOperations(document);
  checkNames(located);
  const codes = kinds(document["x-error-codes"], {});
  const service: Service = defined({
    provider,
    servers: document.servers.map(server),
    region: document.servers[0]?.variables?.region?.default,
    codes: codes ?? {},
  });
  const operations = located.map((each) => [
    each.operation.operationId,
    operation(document, each, service.codes),
  ]);
  return { service, operations: Object.fromEntries(operations) };
}

function server({ url, variables = {} }: Document["servers"][number]): Server {
  const unknown = Object.keys(variables).filter((name) => name !== "region");
  if (unknown.length > 0)
    throw new Error(`server ${url}: the client knows the variable region, got ${unknown.join()}`);
  return defined({ url, regions: variables.region?.enum });
}

function operation(document: Document, located: Located, codes: Service["codes"]): Operation {
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
    codes: kinds(operation["x-error-codes"], codes),
  });
}

function parameterOf(
  document: Document,
  id: string,
  { schema = {}, ...parameter }: ParameterObject,
): Parameter {
  const input = inputOf(document, schema, `${id}: ${parameter.name}`, parameter.required === true);
  const supplied = parameter["x-client-supplies"];
  return defined({
    in: parameter.in as Parameter["in"], // cookies are refused before
    supplied,
    // What its scheme fills in needs no check; a secret is one, whoever gives it.
    ...(supplied === "credential" ? { shape: input.shape } : input),
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
  if (only !== undefined && typeof only !== "object") return { constant: only as Input["constant"] & {} };
  return defined({
    required: required ? (true as const) : undefined,
    types: type === undefined ? undefined : [type].flat(),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, "u"),
    minLength,
    enum: values,
    shape: shapeOf(document, schema, place),
  });
}

/** The kinds of codes, without those that follow: from what all operations share, or from a code's first parts. */
function kinds(codes: ErrorCode[] = [], shared: Record<string, Kind>): Record<string, Kind> | undefined {
  const listed = new Map(codes.map(({ code, kind }) => [code, kind as Kind]));
  const implied = (code: string) => {
    for (let part = code; part; part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) {
      const kind = (part === code ? undefined : listed.get(part)) ?? shared[part];
      if (kind !== undefined) return kind;
    }
    return undefined;
  };
  return nonEmpty(Object.fromEntries([...listed].filter(([code, kind]) => implied(code) !== kind)));
}

function nonEmpty<Value extends object>(value: Value): Value | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

/** Leaves out what is undefined, so that the table stays small. */
function defined<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

/** The tables as TypeScript: the service, and every operation by itself, so that bundlers can leave it out. */
export function printTables({ service, operations }: Tables): Record<"service" | "operations", string> {
  const shared = new SharedParameters(Object.values(operations));
  const exports = Object.entries(operations).map(
    ([name, operation]) => `export const ${name}: Operation = ${print(operation, "", shared)};\n`,
  );
  const types = shared.size > 0 ? "Operation, Parameter" : "Operation";
  return {
    service: `import type { Service } from "@jobwire/core";\n\nexport const service: Service = ${print(service, "")};\n`,
    operations: [`import type { ${types} } from "@jobwire/core";\n`, shared.print(), ...exports].join("\n"),
  };
}

/** Parameters that several operations have just so; each is written once. */
class SharedParameters {
  readonly #names = new Map<string, string>();

  constructor(operations: readonly Operation[]) {
    const seen = new Set<string>();
    for (const [name, parameter] of operations.flatMap(({ parameters = {} }) => Object.entries(parameters))) {
      const text = print(parameter, "");
      if (!seen.has(text)) seen.add(text);
      else if (!this.#names.has(text)) this.#names.set(text, this.#nameFor(name));
    }
  }

  get size(): number {
    return this.#names.size;
  }

  nameOf(text: string): string | undefined {
    return this.#names.get(text);
  }

  print(): string {
    return [...this.#names].map(([text, name]) => `const ${name}: Parameter = ${text};\n`).join("\n");
  }

  #nameFor(parameter: string): string {
    const base = `$${parameter.replace(/\W/g, "_")}`;
    const taken = new Set(this.#names.values());
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (!taken.has(name)) return name;
    }
  }
}

function print(value: unknown, indent: string, shared?: SharedParameters): string {
  if (value instanceof RegExp) return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const named = shared?.nameOf(print(value, ""));
  if (named !== undefined) return named;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => print(item, indent)).join(", ")}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${deeper}${key(name)}: ${print(member, deeper, shared)},\n`,
  );
  return members.length > 0 ? `{\n${members.join("")}${indent}}` : "{}";
}

/** A name as it stands before the colon of an object or interface. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
