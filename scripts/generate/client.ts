import { type Argument, argumentsOf, pathType, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import { type Document, type ErrorCode, type Located, locateOperations, successOf } from "./document.ts";
import { key } from "./operations.ts";
import { plainType, union } from "./plain-type.ts";

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
    `import type { ${used(["Paths", "Schemas"])} } from "./schema.ts";`,
    "",
    `export type { Schemas } from "./schema.ts";`,
    "",
    body,
  ].join("\n");
}

function printTypes(document: Document, located: Located): string {
  const { operationId } = located.operation;
  const members = argumentsOf(document, located);
  return [
    doc(`What \`${operationId}\` takes.`, ""),
    `export interface ${typeName(located)}Arguments {\n${members.map(printMember).join("")}}\n\n`,
    doc(`What \`${operationId}\` resolves to.`, ""),
    `export type ${typeName(located)}Result = ${resultType(document, located)};\n`,
  ].join("");
}

function printMember({ name, required, type, text }: Argument): string {
  const value = required ? type : `${type} | undefined`;
  return `${text && doc(text, "  ")}  ${key(name)}${required ? "" : "?"}: ${value};\n`;
}

/** What a call resolves to: the data of any of its successes. */
function resultType(document: Document, located: Located): string {
  const { data, envelope } = successOf(document, located);
  const types = data.map((schema) => plainType(document, schema, "answer"));
  if (!types.includes(undefined)) return union(types as string[]) || "void";
  const whole = `${pathType(located)}["data"]`;
  return envelope === undefined ? whole : `${whole}[${JSON.stringify(envelope)}]`;
}

function printCodes(document: Document, located: Located[]): string {
  const codes = (listed: ErrorCode[] = []) => listed.map(({ code }) => JSON.stringify(code));
  const common = codes(document["x-error-codes"]);
  const members = located.map(({ operation }) => {
    const own = codes(operation["x-error-codes"]);
    const all = common.length > 0 ? [...own, "CommonErrorCode"] : own;
    return `  ${operation.operationId}: ${union(all) || "never"};\n`;
  });
  return [
    common.length > 0 && doc("The error codes that any operation may answer.", ""),
    common.length > 0 && `export type CommonErrorCode = ${union(common)};\n\n`,
    doc("The error codes that the spec lists, by operation.", ""),
    `export interface ErrorCodes {\n${members.join("")}}\n`,
  ]
    .filter(Boolean)
    .join("");
}

function printMethods(provider: string, document: Document, located: Located[]): string {
  const methods = located.map((operation) => {
    const name = typeName(operation);
    const optional = argumentsOf(document, operation).every(({ required }) => !required) ? "?" : "";
    const parameters = `given${optional}: ${name}Arguments, options?: CallOptions`;
    return `${methodDoc(operation)}  ${operation.operation.operationId}(${parameters}): Call<${name}Result>;\n`;
  });
  const raw = "  /** Calls by path, through the same transport. */\n  readonly raw: RawClient<Paths>;\n";
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
