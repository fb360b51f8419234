/** Small documents for the tests of the generator. */
import type { Document } from "./document.ts";
import { type OperationTable, specTables } from "./operations.ts";

export const int64 = { type: "integer", format: "int64" };
export const text = { type: "string" };
export const json = (schema: object, when?: object) => ({
  content: { "application/json": { schema, ...(when && { "x-when": when }) } },
});
export const form = (schema: object) => ({ required: true, content: { "multipart/form-data": { schema } } });
export const plainText = { content: { "text/plain": { schema: { type: "string" } } } };
export const unset = { type: ["string", "null"], "x-unset": "" };
export const withMembers = (properties: object) => ({ type: "object", properties });

/** A document of one operation, `change`, which answers nothing unless told otherwise. */
export function documentOf(operation: object, components: object = {}, path = "/things"): Document {
  const change = { operationId: "change", summary: "Change", "x-retry": "never", ...operation };
  const responses = { "204": { description: "Changed." } };
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://things.example" }],
    paths: { [path]: { post: { responses, ...change } } },
    components,
  } as unknown as Document;
}

export const tableOf = (operation: object, components?: object): OperationTable | undefined =>
  Object.values(specTables("things", documentOf(operation, components)).operations)[0];
export const answering = (schema: object) => ({ responses: { "200": json(schema) } });
export const shapeOfAnswer = (schema: object, schemas: object = {}) =>
  tableOf(answering(schema), { schemas })?.shape;

/** Text, or JSON where a parameter is true. */
export const answerOrLink = (parameter: string, schema: object = text) => ({
  "200": { content: { ...plainText.content, ...json(schema, { [parameter]: true }).content } },
});
export const variantBy = (place: string) => ({
  parameters: [{ name: "id", in: place, schema: { type: "boolean" } }],
  responses: answerOrLink("id"),
});
export const waits = (method = "waitForChange", more: object = {}) => ({
  "x-waiter": { method, state: "state", succeeded: ["Done"], failed: ["Lost", "Broken"], ...more },
});
/** An operation that answers some of many jobs. */
export const lists = (more: object = {}) => ({
  "x-retry": "safe",
  "x-pagination": { size: "limit", offset: "from", items: "jobs", id: "id", total: "count", ...more },
  parameters: [
    { name: "from", in: "query", schema: { type: "integer" } },
    { name: "limit", in: "query", schema: { type: "integer", maximum: 50 } },
  ],
  ...answering(
    withMembers({ jobs: { type: "array", items: { $ref: "#/components/schemas/Job" } }, count: int64 }),
  ),
});
