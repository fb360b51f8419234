/** The bundled spec, as far as the generator reads it. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  maximum?: number;
  minimum?: number;
  description?: string;
  deprecated?: boolean;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  "x-envelope"?: string;
}

export interface ParameterObject {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  deprecated?: boolean;
  schema?: Schema;
  "x-client-supplies"?: "credential" | "constant" | "tenant";
}

export interface ErrorCode {
  code: string;
  status: number;
  kind: string;
  description: string;
}

export interface Content {
  [mediaType: string]: { schema?: Schema; examples?: Record<string, { value?: unknown }> };
}

export interface ResponseObject {
  description?: string;
  content?: Content;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  deprecated?: boolean;
  externalDocs?: { url: string };
  security?: Record<string, string[]>[];
  parameters?: (ParameterObject | { $ref: string })[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, ResponseObject>;
  "x-retry": string;
  "x-rate-limit"?: { requests: number; seconds: number };
  "x-error-codes"?: ErrorCode[];
}

export interface Document {
  info: { title: string };
  servers: { url: string; variables?: Record<string, { default: string; enum?: string[] }> }[];
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

const methods = ["get", "put", "post", "delete", "patch", "head", "options"];

/** Follows a `$ref` within the bundle, if the node is one. */
export function resolve<Node extends object>(document: Document, node: Node | { $ref: string }): Node {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as Node;
  let target: unknown = document;
  for (const part of node.$ref.slice(2).split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = (target as Record<string, unknown>)[key];
  }
  return resolve(document, target as Node);
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
        const shared = (item.parameters ?? []) as OperationObject["parameters"];
        const parameters = [...(shared ?? []), ...(operation.parameters ?? [])];
        return {
          method: method.toUpperCase(),
          path,
          operation: { ...operation, responses: resolveAll(document, operation.responses) },
          parameters: parameters.map((parameter) => resolve<ParameterObject>(document, parameter)),
        };
      }),
  );
}

function resolveAll<Node extends object>(
  document: Document,
  nodes: Record<string, Node>,
): Record<string, Node> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, resolve(document, node)]));
}

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
  if (anyOf || oneOf) return undefined;
  const parts = (allOf ?? []).map((part) => objectMembers(document, part));
  if ((!properties && parts.length === 0) || parts.includes(undefined)) return undefined;
  const all = { properties: { ...properties }, required: new Set(required) };
  for (const part of parts) {
    Object.assign(all.properties, part?.properties);
    for (const name of part?.required ?? []) all.required.add(name);
  }
  return all;
}

/** A success of an operation: the schemas of its data, envelopes taken off. */
export interface Success {
  /** None: the answer has no body. */
  data: Schema[];
  mediaType: string | undefined;
  envelope: string | undefined;
}

/**
 * What an operation's 2xx answers hold. Where a provider answers failures with HTTP 200 too, the answer is a
 * choice of schemas, and only those with an envelope are successes.
 */
export function successOf(document: Document, { operation }: Located): Success {
  const contents = Object.entries(operation.responses)
    .filter(([status]) => /^2/.test(status))
    .map(([, response]) => mainContent(response.content));
  const success: Success = { data: [], mediaType: undefined, envelope: undefined };
  for (const content of contents) {
    if (!content) continue;
    success.mediaType = content.mediaType;
    for (const alternative of alternatives(document, content.schema)) {
      const { "x-envelope": envelope, properties } = resolve(document, alternative);
      success.envelope = envelope;
      success.data.push(envelope === undefined ? alternative : (properties?.[envelope] ?? {}));
    }
  }
  return success;
}

function alternatives(document: Document, schema: Schema): Schema[] {
  const { anyOf, oneOf } = resolve(document, schema);
  const choices = anyOf ?? oneOf;
  if (!choices) return [schema];
  const wrapped = choices.filter((choice) => resolve(document, choice)["x-envelope"] !== undefined);
  return wrapped.length > 0 ? wrapped : [schema];
}
