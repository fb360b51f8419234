/** The bundled specs of all packages, as far as the tests read them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Schema {
  format?: string;
  const?: unknown;
  maximum?: number;
  contentMediaType?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  "x-envelope"?: string;
  "x-unset"?: unknown;
}

export interface Exampled {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface Parameter extends Exampled {
  name: string;
  in: string;
  required?: boolean;
  explode?: boolean;
  schema?: Schema;
  content?: Content;
  "x-written"?: string;
  "x-client-supplies"?: string;
}

/** A file may have no schema. */
export interface Media extends Exampled {
  schema?: Schema;
}

export type Content = Record<string, Media>;

/** Where the examples of a parameter stand: one that is JSON text has them with its content. */
export function exampled({ content = {}, ...parameter }: Parameter): Exampled {
  const [media] = Object.values(content);
  return media ?? parameter;
}

export interface Operation {
  operationId: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
  "x-error-codes"?: { code: string; kind: string }[];
  "x-pagination"?: { items: string; offset?: string; size?: string };
}

const methods = ["get", "put", "post", "delete", "patch", "head", "options"] as const;

type PathItem = { parameters?: Parameter[] } & { [method in (typeof methods)[number]]?: Operation };

export interface Spec {
  paths: Record<string, PathItem>;
  "x-error-codes"?: { code: string; kind: string }[];
}

const packages = new URL("../../", import.meta.url);

/** The spec of every package that has one, by the package's name. */
export const specs: ReadonlyMap<string, Spec> = new Map(
  readdirSync(packages)
    .filter((name) => existsSync(new URL(`${name}/openapi.json`, packages)))
    .map((name) => [name, readJson<Spec>(`${name}/openapi.json`)]),
);

/** Which bundles the mock of each provider serves. */
export const served = readJson<Record<string, string[]>>("mock/bundles/index.json");

export function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(new URL(file, packages), "utf8")) as Content;
}

/** An operation, and how it is reached. */
export interface Located {
  path: string;
  method: string;
  operation: Operation;
}

/** The operations of a spec, every reference in them replaced by what it refers to. */
export function operationsOf(spec: Spec): Operation[] {
  return located(spec).map(({ operation }) => operation);
}

export function located(spec: Spec): Located[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return [{ path, method, operation: dereferenced(spec, { ...operation, parameters }) }];
    }),
  );
}

function dereferenced<Node>(spec: Spec, node: Node): Node {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => dereferenced(spec, item)) as Node;
  if ("$ref" in node && typeof node.$ref === "string")
    return dereferenced(spec, target(spec, node.$ref) as Node);
  const members = Object.entries(node).map(([name, member]) => [name, dereferenced(spec, member)]);
  return Object.fromEntries(members) as Node;
}

function target(spec: Spec, reference: string): unknown {
  const names = reference
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], spec);
}
