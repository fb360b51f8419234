import { type Argument, argumentsOf, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import { type Document, type ErrorCode, type Located, locateOperations } from "./document.ts";
import { printMethods } from "./methods.ts";
import { union } from "./plain-type.ts";
import { key } from "./print.ts";
import { resultTypes } from "./result-type.ts";
import { waiterMethods } from "./waiter.ts";

const imported = [
  "Call",
  "CallOptions",
  "FileInput",
  "Int64Input",
  "PageOptions",
  "Pages",
  "RawClient",
  "StreamOptions",
  "UploadOptions",
  "WaitOptions",
];

/** The types that users meet: a method for every operation, its arguments, its result, its error codes. */
export function printClient(provider: string, document: Document): string {
  const located = locateOperations(document);
  const shared = sharedMembers(document, located);
  const body = [
    ...(shared === undefined ? [] : [printShared(shared)]),
    ...located.map((operation) => printTypes(document, operation, shared)),
    printCodes(document, located),
    printMethods(provider, document, located),
  ].join("\n");
  const code = body.replace(/\/\*\*.*?\*\//gs, "");
  const used = (names: string[]) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).join(", ");
  return [
    `import type { ${used(imported)} } from "@jobwire/core";`,
    `import type { ${used(["Paths", "Schemas"])} } from "./schema.ts";`,
    "",
    `export type { Schemas } from "./schema.ts";`,
    "",
    body,
  ].join("\n");
}

/** The members for what is given to the client, where more than one operation has just these. */
function sharedMembers(document: Document, located: readonly Located[]): string | undefined {
  const all = located.map((operation) => tenantMembers(argumentsOf(document, operation)));
  return all.find((members, i) => members !== "" && all.indexOf(members) < i);
}

const tenantMembers = (members: readonly Argument[]) =>
  members
    .filter(({ tenant }) => tenant)
    .map(printMember)
    .join("");

function printShared(members: string): string {
  const text = "What calls may be given in place of what the client was given for all of them.";
  return `${doc(text, "")}export interface TenantArguments {\n${members}}\n`;
}

function printTypes(document: Document, located: Located, shared: string | undefined): string {
  const { operationId } = located.operation;
  const all = argumentsOf(document, located);
  const isShared = tenantMembers(all) === shared;
  const members = isShared ? all.filter(({ tenant }) => !tenant) : all;
  const base = isShared ? " extends TenantArguments" : "";
  return [
    doc(`What \`${operationId}\` takes.`, ""),
    `export interface ${typeName(located)}Arguments${base} {\n${members.map(printMember).join("")}}\n\n`,
    doc(`What \`${operationId}\` resolves to.`, ""),
    `export type ${typeName(located)}Result = ${union(resultTypes(document, located).map(({ type }) => type))};\n`,
  ].join("");
}

function printMember({ name, required, type, text }: Argument): string {
  const value = required ? type : `${type} | undefined`;
  return `${text && doc(text, "  ")}  ${key(name)}${required ? "" : "?"}: ${value};\n`;
}

function printCodes(document: Document, located: Located[]): string {
  const codes = (listed: ErrorCode[] = []) => listed.map(({ code }) => JSON.stringify(code));
  const common = codes(document["x-error-codes"]);
  const members = located.map(({ operation }) => {
    const own = codes(operation["x-error-codes"]);
    const all = common.length > 0 ? [...own, "CommonErrorCode"] : own;
    return `  ${operation.operationId}: ${union(all) || "never"};\n`;
  });
  // A wait that fails has the provider's code only if one of its looks failed, which is another operation.
  const waits = waiterMethods(located).map(({ method }) => `  ${method}: never;\n`);
  return [
    common.length > 0 && doc("The error codes that any operation may answer.", ""),
    common.length > 0 && `export type CommonErrorCode = ${union(common)};\n\n`,
    doc("The error codes that the spec lists, by operation.", ""),
    `export interface ErrorCodes {\n${[...members, ...waits].join("")}}\n`,
  ]
    .filter(Boolean)
    .join("");
}
