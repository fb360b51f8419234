import {
  componentName,
  type Document,
  hasMembers,
  type Located,
  locateOperations,
  mainContent,
  objectMembers,
  type ParameterObject,
  resolve,
  type Schema,
  successOf,
} from "./document.ts";
import { key } from "./operations.ts";
import { isExactInteger } from "./shape.ts";

/** The types that users meet: a method for every operation, its arguments, its result, its error codes. */
export function printClient(provider: string, document: Document): string {
  const located = locateOperations(document);
  const body = [
    ...located.map((operation) => printTypes(document, operation)),
    printCodes(document, located),
    printMethods(provider, document, located),
  ].join("\n");
  const used = (names: string[]) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(body)).join(", ");
  return [
    `import type { ${used(["Call", "CallOptions", "Int64Input", "RawClient"])} } from "@jobwire/core";`,
    `import type { components, ${used(["operations", "paths"])} } from "./schema.ts";`,
    "",
    `/** The schemas of the spec, by name. */\nexport type Schemas = components["schemas"];`,
    "",
    body,
  ].join("\n");
}

const typeName = ({ operation }: Located) =>
  operation.operationId.charAt(0).toUpperCase() + operation.operationId.slice(1);

function printTypes(document: Document, located: Located): string {
  const { operationId } = located.operation;
  const members = argumentsOf(document, located);
  const data = successOf(document, located).data.map((schema) => dataType(located, schema));
  return [
    doc(`What \`${operationId}\` takes.`, ""),
    `export interface ${typeName(located)}Arguments {\n${members.map(printMember).join("")}}\n\n`,
    doc(`What \`${operationId}\` resolves to.`, ""),
    `export type ${typeName(located)}Result = ${[...new Set(data)].join(" | ") || "void"};\n`,
  ].join("");
}

interface Member {
  name: string;
  required: boolean;
  type: string;
  text: string | undefined;
  deprecated: boolean;
}

function printMember({ name, required, type, text, deprecated }: Member): string {
  const lines = [text, deprecated && "@deprecated"].filter(Boolean).join("\n\n");
  const value = required ? type : `${type} | undefined`;
  return `${lines && doc(lines, "  ")}  ${key(name)}${required ? "" : "?"}: ${value};\n`;
}

/** One flat list: parameters that the client does not know by itself, and the members of the body. */
function argumentsOf(document: Document, { operation, parameters }: Located): Member[] {
  const id = operation.operationId;
  const members = parameters.filter(isArgument).map((parameter): Member => {
    const place = `NonNullable<operations["${id}"]["parameters"]["${parameter.in}"]>`;
    const supplied = parameter["x-client-supplies"] === "tenant";
    return {
      name: parameter.name,
      required: parameter.required === true && !supplied,
      type: inputType(document, parameter.schema ?? {}, `${place}["${parameter.name}"]`),
      text: [parameter.description, supplied && "Default: as given to the client."]
        .filter(Boolean)
        .join("\n\n"),
      deprecated: parameter.deprecated === true,
    };
  });
  const content = mainContent(operation.requestBody?.content);
  if (!operation.requestBody || !content) return members;
  const { mediaType, schema } = content;
  const whole = `NonNullable<operations["${id}"]["requestBody"]>["content"]["${mediaType}"]`;
  const object = hasMembers(mediaType) ? objectMembers(document, schema) : undefined;
  const required = operation.requestBody.required === true;
  if (!object) {
    const text = resolve(document, schema).description;
    return [...members, { name: "body", required, type: whole, text, deprecated: false }];
  }
  const component = componentName(schema);
  const base = component === undefined ? whole : `components["schemas"]["${component}"]`;
  for (const [name, member] of Object.entries(object.properties)) {
    const { const: only } = resolve(document, member);
    if (only !== undefined && typeof only !== "object") continue; // the client fills in constants
    members.push({
      name,
      required: required && object.required.has(name),
      type: inputType(document, member, `${base}["${name}"]`),
      text: describe(document, member),
      deprecated: resolve(document, member).deprecated === true,
    });
  }
  return members;
}

const isArgument = (parameter: ParameterObject) => (parameter["x-client-supplies"] ?? "tenant") === "tenant";

/** 64-bit integers take more as input than they give as answers, whatever else uses their schema. */
function inputType(document: Document, schema: Schema, type: string): string {
  const resolved = resolve(document, schema);
  if (!isExactInteger(resolved)) return type;
  return [resolved.type].flat().includes("null") ? "Int64Input | null" : "Int64Input";
}

function describe(document: Document, schema: Schema): string | undefined {
  return schema.description ?? resolve(document, schema).description;
}

function dataType({ operation }: Located, schema: Schema): string {
  const component = componentName(schema);
  if (component !== undefined) return `components["schemas"]["${component}"]`;
  const successes = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
  const [status, response] =
    successes.find(([, { content }]) => mainContent(content)?.schema === schema) ?? [];
  const mediaType = mainContent(response?.content)?.mediaType;
  if (!mediaType)
    throw new Error(`${operation.operationId}: the data of the answer needs a schema with a name`);
  return `operations["${operation.operationId}"]["responses"][${status}]["content"]["${mediaType}"]`;
}

function printCodes(document: Document, located: Located[]): string {
  const shared = (document["x-error-codes"] ?? []).map(({ code }) => code);
  const members = located.map(({ operation }) => {
    const codes = [...(operation["x-error-codes"] ?? []).map(({ code }) => code), ...shared];
    const union = [...new Set(codes)].map((code) => JSON.stringify(code)).join(" | ");
    return `  ${operation.operationId}: ${union || "never"};\n`;
  });
  return `${doc("The error codes that the spec lists, by operation.", "")}export interface ErrorCodes {\n${members.join("")}}\n`;
}

function printMethods(provider: string, document: Document, located: Located[]): string {
  const methods = located.map((operation) => {
    const name = typeName(operation);
    const optional = argumentsOf(document, operation).every(({ required }) => !required) ? "?" : "";
    const parameters = `given${optional}: ${name}Arguments, options?: CallOptions`;
    return `${methodDoc(operation)}  ${operation.operation.operationId}(${parameters}): Call<${name}Result>;\n`;
  });
  const raw =
    "  /** Calls by path, as openapi-fetch gives them, through the same transport. */\n  readonly raw: RawClient<paths>;\n";
  return `${doc(`The typed client of ${provider}: a method for every operation.`, "")}export interface Client {\n${methods.join("\n")}\n${raw}}\n`;
}

function methodDoc({ operation }: Located): string {
  const { summary, description, externalDocs, deprecated } = operation;
  const lines = [
    `${summary}.`,
    description,
    [
      ...(operation["x-error-codes"] ?? []).map(
        ({ code, kind, description }) => `@throws ${kind}Error \`${code}\`: ${description}`,
      ),
      externalDocs && `@see ${externalDocs.url}`,
      deprecated && "@deprecated",
    ]
      .filter(Boolean)
      .join("\n"),
  ];
  return doc(lines.filter(Boolean).join("\n\n"), "  ");
}

/** A doc comment, its paragraphs kept. */
function doc(text: string, indent: string): string {
  const lines = text
    .trim()
    .replaceAll("*/", "*\\/")
    .split("\n")
    .map((line) => line.trimEnd());
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
