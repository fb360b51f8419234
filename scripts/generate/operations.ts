import type {
  Body,
  Input,
  Kind,
  Operation,
  Pagination,
  Parameter,
  Server,
  Service,
  Variant,
  Waiter,
} from "../../packages/core/src/definition.ts";
import {
  type Document,
  type ErrorCode,
  hasMembers,
  isFilePart,
  isMultipart,
  type Located,
  locateOperations,
  mainContent,
  objectMembers,
  type PaginationObject,
  type ParameterObject,
  resolve,
  type Schema,
  schemaOf,
} from "./document.ts";
import { print } from "./print.ts";
import { shapeOf } from "./shape.ts";
import { type Outcome, successOf } from "./success.ts";
import { checkNames, checkOperation } from "./supported.ts";

/** What the runtime works by: what is true of all operations, and of each what is sent, where, and how it is read. */
export interface Tables {
  readonly service: Service;
  readonly operations: Readonly<Record<string, OperationTable>>;
  readonly waiters: Readonly<Record<string, WaiterTable>>;
}

/** What tables say in text; what is left out are names in them. */
export type OperationTable = Omit<Operation, "pagination"> & { readonly pagination?: PaginationTable };
type PaginationTable = Omit<Pagination, "make">;
export type WaiterTable = Omit<Waiter, "make" | "operation">;

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
  const waiters = located.flatMap(({ operation: { operationId: repeats, "x-waiter": waiter } }) => {
    if (!waiter) return [];
    const { method, ...rest } = waiter;
    return [[method, { repeats, ...rest }] as const];
  });
  return { service, operations: Object.fromEntries(operations), waiters: Object.fromEntries(waiters) };
}

function server({ url, variables = {} }: Document["servers"][number]): Server {
  const unknown = Object.keys(variables).filter((name) => name !== "region");
  if (unknown.length > 0)
    throw new Error(`server ${url}: the client knows the variable region, got ${unknown.join()}`);
  return defined({ url, regions: variables.region?.enum });
}

function operation(document: Document, located: Located, codes: Service["codes"]): OperationTable {
  checkOperation(document, located);
  const { method, path, operation, parameters } = located;
  const id = operation.operationId;
  const [usual, ...others] = successOf(document, located);
  const read = (outcome: Outcome) => ({
    answer: outcome.form,
    shape: shapeOf(document, { anyOf: outcome.data }, `${id}: answer`),
  });
  const variants = others.map((outcome) => defined<Variant>({ when: outcome.when, ...read(outcome) }));
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
    ...read(usual),
    envelope: usual.envelope,
    variants: variants.some((variant) => differs(variant, read(usual))) ? variants : undefined,
    pagination: paginationOf(operation["x-pagination"]),
    servers: serversOf(document, located),
    codes: kinds(operation["x-error-codes"], codes),
  });
}

/** Only what the runtime reads, in one order. */
function paginationOf(paging: PaginationObject | undefined): PaginationTable | undefined {
  if (!paging) return undefined;
  const { items, total, id, offset, page, cursor, next, size } = paging;
  return defined<PaginationTable>({ items, total, id, offset, page, cursor, next, size });
}

/** Whether answers of another kind are to be read otherwise. */
function differs({ answer, shape }: Pick<Variant, "answer" | "shape">, usual: object): boolean {
  return print({ answer, shape }, "") !== print(usual, "");
}

/** The addresses of the servers that have an operation; undefined: all do. */
function serversOf(document: Document, { operation: { servers } }: Located): string[] | undefined {
  const having = servers?.map(({ url }) => url);
  return having && document.servers.every(({ url }) => having.includes(url)) ? undefined : having;
}

function parameterOf(document: Document, id: string, parameter: ParameterObject): Parameter {
  const place = `${id}: ${parameter.name}`;
  const input = inputOf(document, schemaOf(parameter), place, parameter.required === true);
  const { "x-client-supplies": supplies } = parameter;
  const idempotency = supplies === "idempotency" ? (true as const) : undefined;
  const supplied = supplies === "idempotency" ? undefined : supplies;
  return defined({
    in: parameter.in as Parameter["in"], // cookies are refused before
    supplied,
    idempotency,
    // What its scheme fills in needs no check; a secret is one, whoever gives it.
    ...(supplied === "credential" ? { shape: input.shape } : input),
    written: writtenOf(parameter),
  });
}

/** How an array or object is put into one text; undefined: as a query does it. */
function writtenOf({ content, explode, "x-written": written }: ParameterObject): Parameter["written"] {
  if (content) return "json";
  if (written === "tuple") return "tuple";
  return explode === false && written === undefined ? "commas" : undefined;
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
    const isRequired = object.required.has(name);
    // A file is a Blob or bytes as well as text, which no type of JSON says.
    if (isMultipart(mediaType) && isFilePart(resolve(document, member)))
      return [name, defined<Input>({ required: isRequired || undefined })];
    return [name, inputOf(document, member, `${id}: ${name}`, isRequired)];
  });
  return defined({ content: mediaType, required, members: Object.fromEntries(members) });
}

/** What is known of an input. */
export function inputOf(document: Document, schema: Schema, place: string, required: boolean): Input {
  const {
    type,
    pattern,
    minLength,
    maxLength,
    minItems,
    maxItems,
    minimum,
    maximum,
    enum: values,
    const: only,
    "x-client-supplies": supplies,
  } = resolve(document, schema);
  if (only !== undefined && typeof only !== "object") return { constant: only as Input["constant"] & {} };
  const shape = shapeOf(document, schema, place);
  // Callers give booleans; the texts in its place are for the wire.
  const isFlag = shape === "boolean" || shape === "boolean-text";
  const typesOf = (listed: string[]) =>
    isFlag ? [...new Set(listed.map((each) => (each === "string" ? "boolean" : each)))] : listed;
  return defined({
    required: required ? (true as const) : undefined,
    types: type === undefined ? undefined : typesOf([type].flat()),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, "u"),
    minLength,
    maxLength,
    minItems,
    maxItems,
    ...(shape === undefined && { minimum, maximum }),
    enum: isFlag ? undefined : values,
    shape,
    idempotency: supplies === "idempotency" ? (true as const) : undefined,
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
