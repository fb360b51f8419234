import { isArgument, isRequired, parameterType, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import {
  type Content,
  type Document,
  hasMembers,
  type Located,
  locateOperations,
  mainContent,
  type ParameterObject,
  type Schema,
  splitChoices,
} from "./document.ts";
import { fileType, plainType, union } from "./plain-type.ts";
import { key } from "./print.ts";
import { textType } from "./result-type.ts";
import { formOf } from "./success.ts";

/** Prints a schema that stands without a name at this place of an operation. */
export type PrintAnonymous = (operationId: string, place: readonly string[]) => string;

/**
 * What calls by path take and give, by method and path. Arguments are those of the call by name, so that their
 * types and texts are said once; what is not used costs a compiler nothing.
 */
export function printPaths(document: Document, print: PrintAnonymous): string {
  const located = locateOperations(document);
  const methods = [...new Set(located.map(({ method }) => method))].map((method) => {
    const paths = located
      .filter((each) => each.method === method)
      .map((each) => `    ${key(each.path)}: {\n${printPath(document, each, print)}    };\n`);
    return `  ${method}: {\n${paths.join("")}  };\n`;
  });
  return `${doc("What calls by path take and give, by method and path.", "")}export interface Paths {\n${methods.join("")}}\n`;
}

function printPath(document: Document, located: Located, print: PrintAnonymous): string {
  const { data, error } = answersOf(document, located, print);
  const given = [...paramsOf(document, located), ...bodyOf(document, located, print)];
  return [
    `      given: {${given.length > 0 ? ` ${given.join("; ")} ` : ""}};\n`,
    `      data: ${union(data) || "undefined"};\n`,
    `      error: ${union(error) || "unknown"};\n`,
  ].join("");
}

function paramsOf(document: Document, located: Located): string[] {
  const groups = (["path", "query", "header"] as const).flatMap((place) => {
    const parameters = located.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) return [];
    const optional = parameters.some(isRequired) ? "" : "?";
    return [`${place}${optional}: ${groupOf(document, located, parameters)}`];
  });
  if (groups.length === 0) return [];
  return [`params${located.parameters.some(isRequired) ? "" : "?"}: { ${groups.join("; ")} }`];
}

/** The arguments among the parameters of one place, and beside them what else the client may be told. */
function groupOf(document: Document, located: Located, parameters: readonly ParameterObject[]): string {
  const names = parameters.filter(isArgument).map(({ name }) => JSON.stringify(name));
  const others = parameters
    .filter((parameter) => !isArgument(parameter))
    .map((parameter) => `${key(parameter.name)}?: ${parameterType(document, located, parameter)}`);
  return [
    names.length > 0 && `Pick<${typeName(located)}Arguments, ${names.join(" | ")}>`,
    others.length > 0 && `{ ${others.join("; ")} }`,
  ]
    .filter(Boolean)
    .join(" & ");
}

function bodyOf(document: Document, { operation }: Located, print: PrintAnonymous): string[] {
  const content = mainContent(operation.requestBody?.content);
  if (!content) return [];
  const { mediaType, schema } = content;
  const place = ["requestBody", "content", mediaType];
  const type = hasMembers(mediaType)
    ? (plainType(document, schema, "input") ?? print(operation.operationId, place))
    : fileType;
  return [`body${operation.requestBody?.required ? "" : "?"}: ${type}`];
}

/** The types of what succeeds and of what fails. Some failures come with HTTP 200. */
function answersOf(document: Document, { operation }: Located, print: PrintAnonymous) {
  const data: string[] = [];
  const error: string[] = [];
  for (const [status, { content }] of Object.entries(operation.responses)) {
    for (const [mediaType, schema] of schemasOf(content)) {
      const place = ["responses", status, "content", mediaType];
      const typeOf = (each: Schema) =>
        plainType(document, each, "answer") ?? print(operation.operationId, place);
      if (!/^2/.test(status)) {
        error.push(typeOf(schema));
        continue;
      }
      const form = formOf(mediaType);
      if (form !== undefined) {
        data.push(form === "text" ? textType(document, schema) : "ArrayBuffer");
        continue;
      }
      const { successes, failures } = splitChoices(document, schema);
      data.push(...successes.map(typeOf));
      error.push(...failures.map(typeOf));
    }
  }
  return { data, error };
}

const schemasOf = (content: Content = {}) =>
  Object.entries(content).map(([mediaType, { schema = {} }]) => [mediaType, schema] as const);
