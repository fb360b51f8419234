/** A made-up provider with as many operations as one likes, to see how the cost of types grows. */
import { printClient } from "../../scripts/generate/client.ts";
import type { Document } from "../../scripts/generate/document.ts";
import { printSchema } from "../../scripts/generate/schema.ts";

const int64 = { type: "integer", format: "int64" };
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ content: { "application/json": { schema: reference(name) } } });
const sentence =
  "Says what the value means, in which unit it is, what range it has, and what is surprising about it.";

/** Each operation takes three parameters and a body of ten members, and answers 40 fields in four schemas. */
function documentOf(operations: number): Document {
  const schemas: Record<string, object> = { Problem: objectOf(3, {}) };
  const paths: Record<string, object> = {};
  const codes = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      code: `${prefix}.${i}`,
      status: 400,
      kind: "BadRequest",
      description: sentence,
    }));
  for (let i = 0; i < operations; i++) {
    schemas[`Change${i}`] = objectOf(10, { options: reference(`Options${i}`) });
    schemas[`Options${i}`] = objectOf(10, {});
    schemas[`Part${i}`] = objectOf(10, {});
    schemas[`Detail${i}`] = objectOf(10, { parts: { type: "array", items: reference(`Part${i}`) } });
    schemas[`Thing${i}`] = objectOf(10, { detail: reference(`Detail${i}`), part: reference(`Part${i}`) });
    schemas[`Answer${i}`] = { ...objectOf(0, { result: reference(`Thing${i}`) }), "x-envelope": "result" };
    const parameter = (name: string, more: object) => ({
      name,
      description: sentence,
      schema: { type: "string" },
      ...more,
    });
    paths[`/{project}/things${i}/{id}`] = {
      post: {
        operationId: `changeThing${i}`,
        summary: "Change a thing",
        description: `${sentence}\n\n${sentence}`,
        externalDocs: { url: `https://made-up.example/things${i}` },
        "x-retry": "never",
        "x-error-codes": codes(`Thing${i}`, 5),
        parameters: [
          parameter("project", { in: "path", required: true, "x-client-supplies": "tenant" }),
          parameter("id", { in: "path", required: true, schema: int64 }),
          parameter("language", { in: "query", schema: { type: "string", enum: ["de", "en"] } }),
        ],
        requestBody: { required: true, ...json(`Change${i}`) },
        responses: { "200": json(`Answer${i}`), "400": json("Problem"), "404": json("Problem") },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Made up", version: "1" },
    servers: [{ url: "https://made-up.example" }],
    paths,
    components: { schemas },
    "x-error-codes": codes("Common", 30),
  } as unknown as Document;
}

function objectOf(scalars: number, more: Record<string, object>): object {
  const types = [
    { type: "string" },
    { type: "integer" },
    int64,
    { type: "boolean" },
    { type: "string", enum: ["a", "b"] },
  ];
  const fields = Array.from({ length: scalars }, (_, i) => [
    `field${i}`,
    { ...types[i % 5], description: sentence },
  ]);
  const properties = { ...Object.fromEntries(fields), ...more };
  return { type: "object", description: sentence, required: Object.keys(properties).slice(0, 2), properties };
}

/** The files of the built package `made-up`, by path below `node_modules`. */
export async function madeUpPackage(operations: number): Promise<Record<string, string>> {
  const document = documentOf(operations);
  const declaration = (text: string) => text.replaceAll('.ts";', '.js";');
  const folder = "@jobwire/made-up";
  const index = `import { type ErrorGuard } from "@jobwire/core";
import type { Client, ErrorCodes } from "./client.js";
export type * from "./client.js";
export declare function createMadeUpClient(): Client;
export declare const isMadeUpError: ErrorGuard<ErrorCodes>;\n`;
  return {
    [`${folder}/package.json`]: '{ "name": "@jobwire/made-up", "type": "module", "exports": "./index.js" }',
    [`${folder}/index.d.ts`]: index,
    [`${folder}/client.d.ts`]: declaration(printClient("made-up", document)),
    [`${folder}/schema.d.ts`]: declaration(await printSchema(document)),
  };
}

/** A file with calls of the first operations of `made-up`. */
export function madeUpCalls(count: number, withRaw = false): string {
  const given = `{ id: 1n, language: "de", field0: "a", field1: 1 }`;
  const blocks = Array.from({ length: count }, (_, i) => {
    const raw = `  const byPath = await client.raw.POST("/{project}/things${i}/{id}", {
    params: { path: { id: 1n } },
    body: { field0: "a", field1: 1 },
  });
  if (byPath.error) throw new Error(byPath.error.field0);\n`;
    return `export async function call${i}() {
${withRaw ? raw : ""}  try {
    const { data, response } = await client.changeThing${i}(${given}).withResponse();
    return [data.detail?.parts?.[0]?.field0, data.part?.field1, response.status];
  } catch (error) {
    if (isMadeUpError(error, "changeThing${i}") && error.code === "Thing${i}.1") return [];
    throw error;
  }
}\n`;
  });
  return `import { createMadeUpClient, isMadeUpError } from "@jobwire/made-up";
const client = createMadeUpClient();\n${blocks.join("")}`;
}
