/** The bundled spec, as far as the generator reads it. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
  description?: string;
  deprecated?: boolean;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  contentMediaType?: string;
  "x-client-supplies"?: "idempotency";
  "x-envelope"?: string;
  "x-unset"?: unknown;
}

export interface ParameterObject {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  deprecated?: boolean;
  style?: string;
  explode?: boolean;
  example?: unknown;
  allowReserved?: boolean;
  schema?: Schema;
  content?: Content;
  "x-client-supplies"?: "credential" | "constant" | "tenant" | "idempotency";
  "x-written"?: string;
}

export interface ErrorCode {
  code: string;
  status: number;
  kind: string;
  description: string;
}

export interface Content {
  [mediaType: string]: {
    schema?: Schema;
    examples?: Record<string, { value?: unknown }>;
    encoding?: Record<string, unknown>;
    "x-when"?: Record<string, unknown>;
  };
}

export interface ResponseObject {
  description?: string;
  headers?: Record<string, unknown>;
  content?: Content;
}

export interface ServerObject {
  url: string;
  variables?: Record<string, { default: string; enum?: string[] }>;
}

/** A method that waits for a state which the operation tells; see the specs' vocabulary. */
export interface WaiterObject {
  method: string;
  state: string;
  succeeded: string[];
  failed: string[];
  reason?: string;
  parts?: { items: string; state: string; busy: string[] };
}

/** Where a list that comes in pages has its items, and how the next page is asked for; see the specs' vocabulary. */
export interface PaginationObject {
  items: string;
  total?: string;
  id?: string;
  offset?: string;
  page?: string;
  cursor?: string;
  next?: string;
  size?: string;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  deprecated?: boolean;
  externalDocs?: { url: string };
  security?: Record<string, string[]>[];
  parameters?: (ParameterObject | { $ref: string })[];
  requestBody?: { description?: string; required?: boolean; content: Content };
  responses: Record<string, ResponseObject>;
  servers?: ServerObject[];
  callbacks?: Record<string, object>;
  "x-retry": string;
  "x-rate-limit"?: { requests: number; seconds: number };
  "x-error-codes"?: ErrorCode[];
  "x-pagination"?: PaginationObject;
  "x-waiter"?: WaiterObject;
}

export interface Document {
  info: { title: string };
  servers: ServerObject[];
  security?: Record<string, string[]>[];
  paths: Record<string, Record<string, unknown>>;
  components?: { schemas?: Record<string, Schema> };
  "x-error-codes"?: ErrorCode[];
}

/** An operation with the place where it stands. */
export interface Located {
  method: string;
  path: string;
  operation: OperationObject;
  parameters: ParameterObject[];
}

export const methods = ["get", "put", "post", "delete", "patch", "head", "options"];

/** Follows a `$ref` within the bundle, if the node is one. What stands beside a `$ref` adds to its target. */
export function resolve<Node extends object>(document: Document, node: Node | { $ref: string }): Node {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as Node;
  const { $ref, ...beside } = node;
  let target: unknown = document;
  for (const part of $ref.slice(2).split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = (target as Record<string, unknown> | undefined)?.[key];
  }
  if (typeof target !== "object" || target === null) throw new Error(`${$ref}: refers to nothing`);
  return { ...resolve(document, target as Node), ...beside };
}

/** The name of the component that a schema refers to. */
export function componentName(schema: Schema): string | undefined {
  return schema.$ref?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
}

/** Every operation of the spec, with the parameters of its path item among its own. */
export function locateOperations(document: Document): Located[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => {
        const operation = item[method] as OperationObject;
        const resolved = { ...operation, responses: resolveAll(document, operation.responses) };
        if (operation.requestBody) resolved.requestBody = resolve(document, operation.requestBody);
        return {
          method: method.toUpperCase(),
          path,
          operation: resolved,
          parameters: parametersOf(document, item.parameters as OperationObject["parameters"], operation),
        };
      }),
  );
}

/** An operation's own parameters, after those of its path item that it does not replace. */
export function parametersOf(
  document: Document,
  shared: OperationObject["parameters"] = [],
  { parameters = [] }: OperationObject,
): ParameterObject[] {
  const own = parameters.map((parameter) => resolve<ParameterObject>(document, parameter));
  const kept = shared
    .map((parameter) => resolve<ParameterObject>(document, parameter))
    .filter(
      (parameter) => !own.some(({ name, in: place }) => name === parameter.name && place === parameter.in),
    );
  return [...kept, ...own];
}

function resolveAll<Node extends object>(
  document: Document,
  nodes: Record<string, Node>,
): Record<string, Node> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, resolve(document, node)]));
}

/** The schema of a parameter's value, also where that is JSON within one text. */
export const schemaOf = ({ schema, content }: ParameterObject): Schema =>
  schema ?? mainContent(content)?.schema ?? {};

/** Whether the runtime writes and reads a media type as JSON. */
export const isJson = (mediaType: string): boolean => /[/+]json\s*(?:;|$)/.test(mediaType);

/** Whether an object body of this media type has members, each an argument of its own. */
export const hasMembers = (mediaType: string): boolean =>
  isJson(mediaType) || mediaType === "application/x-www-form-urlencoded" || isMultipart(mediaType);

export const isMultipart = (mediaType: string): boolean => mediaType === "multipart/form-data";

/** Whether a part of a `multipart/form-data` body is a file. */
export const isFilePart = ({ format, contentMediaType }: Schema): boolean =>
  format === "binary" || contentMediaType !== undefined;

/** The first media type of some content, which is the one that clients send and expect. */
export function mainContent(content: Content | undefined): { mediaType: string; schema: Schema } | undefined {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  return mediaType === undefined ? undefined : { mediaType, schema: media?.schema ?? {} };
}

/** A schema's members, those of its `allOf` parts among them; undefined if it is no plain object. */
export function objectMembers(
  document: Document,
  schema: Schema,
): { properties: Record<string, Schema>; required: Set<string> } | undefined {
  const { allOf, anyOf, oneOf, properties, required = [] } = resolve(document, schema);
  if ([...(anyOf ?? []), ...(oneOf ?? [])].some((choice) => !isDemand(choice))) return undefined;
  const parts = (allOf ?? []).map((part) => objectMembers(document, part));
  if ((!properties && parts.length === 0) || parts.includes(undefined)) return undefined;
  const all = { properties: { ...properties }, required: new Set(required) };
  for (const part of parts) {
    Object.assign(all.properties, part?.properties);
    for (const name of part?.required ?? []) all.required.add(name);
  }
  return all;
}

/** Whether a choice only says which members are there, as in: one of two is needed. */
export const isDemand = (choice: Schema): boolean => Object.keys(choice).join() === "required";

/** The choices of a success; where some are wrapped in an envelope, the others are failures. */
export function splitChoices(
  document: Document,
  schema: Schema,
): { successes: Schema[]; failures: Schema[] } {
  const { anyOf, oneOf } = resolve(document, schema);
  const choices = anyOf ?? oneOf ?? [];
  const isWrapped = (choice: Schema) => resolve(document, choice)["x-envelope"] !== undefined;
  if (!choices.some(isWrapped)) return { successes: [schema], failures: [] };
  return { successes: choices.filter(isWrapped), failures: choices.filter((choice) => !isWrapped(choice)) };
}
