import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { flattenedBodies, typeName } from "./arguments.ts";
import { describe, syntheticDoc } from "./comment.ts";
import {
  componentName,
  type Document,
  isDemand,
  isFilePart,
  isMultipart,
  locateOperations,
  mainContent,
  resolve,
  type Schema,
} from "./document.ts";
import { type PrintAnonymous, printPaths } from "./paths.ts";
import { filePartType, isBareScalar, plainType, retyping } from "./plain-type.ts";
import { isExactInteger } from "./shape.ts";

/**
 * The types of schemas, by openapi-typescript, with what DESIGN asks of numbers and booleans, and those of calls by
 * path. The bundle itself keeps the truth of the wire.
 */
export async function printSchema(document: Document): Promise<string> {
  const answered = answeredSchemas(document);
  const forms = multipartSchemas(document);
  const described = new Map<ts.Node, Schema>();
  // Its type of a document is narrower than what it reads.
  const nodes = await openapiTS(clientView(document) as never, {
    silent: true,
    defaultNonNullable: false, // a default is what the provider takes; it need not send or be sent the member
    transform(given, { path = "" }) {
      const schema = given as Schema;
      if (isFilePart(schema) && isPart(path, forms)) return nodeOf(filePartType);
      if (!isExactInteger(schema) && schema.format !== "boolean" && !("x-unset" in schema)) return undefined;
      const type = plainType(document, schema, isInput(path, answered) ? "input" : "answer");
      return type === undefined ? undefined : nodeOf(type);
    },
    transformProperty(property, schema) {
      described.set(property, schema as Schema);
      return property;
    },
  });
  const schemas = withFlattened(document, membersOf(typeAt(nodes, ["components", "schemas"])));
  for (const member of schemas) {
    const schema = document.components?.schemas?.[nameOf(member)];
    if (schema) described.set(member, schema);
  }
  for (const [node, schema] of described) setComment(node, describe(resolve(document, schema)));
  const printAnonymous: PrintAnonymous = (operationId, place) =>
    print(typeAt(nodes, ["operations", operationId, ...place])) || "unknown";
  const body = [
    `/** The schemas of the spec, by name. */\nexport interface Schemas ${print(ts.factory.createTypeLiteralNode(schemas))}\n`,
    printPaths(document, printAnonymous),
  ].join("\n");
  return [...imports(document, body), "", body].join("\n");
}

/** The node of a plain type, which is a union of names at the most. */
function nodeOf(type: string): ts.TypeNode {
  const names = type.split(" | ").map((name) => ts.factory.createTypeReferenceNode(name));
  return names.length === 1 && names[0] ? names[0] : ts.factory.createUnionTypeNode(names);
}

/** The schemas, those whose members all are arguments as a choice of these. */
function withFlattened(document: Document, members: readonly ts.TypeElement[]): ts.TypeElement[] {
  const bodies = flattenedBodies(document);
  const { createTypeReferenceNode, createLiteralTypeNode, createStringLiteral } = ts.factory;
  return members.map((member) => {
    const body = bodies.get(nameOf(member));
    if (!body || body.names.length === 0) return member;
    const names = body.names.map((name) => createLiteralTypeNode(createStringLiteral(name)));
    const type = [createTypeReferenceNode(body.type), ts.factory.createUnionTypeNode(names)];
    const pick = createTypeReferenceNode("Pick", type);
    return ts.factory.createPropertySignature(undefined, member.name ?? "", undefined, pick);
  });
}

function imports(document: Document, body: string): string[] {
  const core = ["FileInput", "Int64Input"].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const used = locateOperations(document)
    .map((located) => `${typeName(located)}Arguments`)
    .filter((name) => body.includes(`Pick<${name},`));
  return [
    core.length > 0 && `import type { ${core.join(", ")} } from "@jobwire/core";`,
    used.length > 0 && `import type { ${used.join(", ")} } from "./client.ts";`,
  ].filter((line) => line !== false);
}

/** The text of a type, in which openapi-typescript's place of a schema is the one that it has here. */
function print(type: ts.TypeNode | undefined): string {
  if (!type) return "";
  return astToString(type).trim().replaceAll('components["schemas"]', "Schemas");
}

/**
 * The document as openapi-typescript is to see it: only schemas and where they stand. What is referred to is
 * written out if it is a mere text, number or boolean, whose name would say less, and if something beside the
 * `$ref` changes the type of a simple one, which would be ignored. Choices of what is required are left out, since a
 * type would not say them.
 */
function clientView(document: Document): object {
  const { info, components } = document;
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, operation } of locateOperations(document)) {
    const { operationId, requestBody } = operation;
    const responses = Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content }]) => [
        status,
        { description: "", ...(content && { content }) },
      ]),
    );
    paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId, requestBody, responses } };
  }
  const schemas = components?.schemas ?? {};
  const view = structuredClone({ openapi: "3.1.0", info, paths, components: { schemas } });
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const keyword of ["anyOf", "oneOf"] as const)
      if ((node as Schema)[keyword]?.every(isDemand)) delete (node as Schema)[keyword];
    if (componentName(node) !== undefined) {
      const { properties, items, allOf, anyOf, oneOf, ...simple } = resolve<Schema>(document, node);
      const isRetyped = retyping.some((keyword) => keyword in node) || simple.format === "boolean";
      const isSimple = !(properties ?? items ?? allOf ?? anyOf ?? oneOf);
      if (isSimple && (isRetyped || isBareScalar(simple))) {
        Object.assign(node, structuredClone(simple));
        delete (node as Schema).$ref;
      }
    }
    Object.values(node).forEach(visit);
  };
  visit(view);
  return view;
}

/** The type at the end of a way through members whose types are written out. */
function typeAt(nodes: readonly ts.Node[], [first, ...way]: readonly string[]): ts.TypeNode | undefined {
  const root = nodes.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === first);
  let members: readonly ts.TypeElement[] = root?.members ?? [];
  let type: ts.TypeNode | undefined;
  for (const name of way) {
    const member = members.find((each) => nameOf(each) === name);
    type = member && ts.isPropertySignature(member) ? member.type : undefined;
    members = membersOf(type);
  }
  return type;
}

const membersOf = (type: ts.TypeNode | undefined): readonly ts.TypeElement[] =>
  type && ts.isTypeLiteralNode(type) ? type.members : [];

const nameOf = ({ name }: ts.TypeElement) =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) ? name.text : "";

/** Gives a member the spec's text, in place of openapi-typescript's comment, which repeats the type in tags. */
function setComment(node: ts.Node, text: string): void {
  ts.setSyntheticLeadingComments(node, []);
  if (text)
    ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, syntheticDoc(text), true);
}

/** Whether a schema at this place of the document is only ever sent, never answered. */
function isInput(path: string, answered: ReadonlySet<string>): boolean {
  const component = path.match(/^#\/components\/schemas\/([^/]+)/)?.[1];
  if (component !== undefined) return !answered.has(component);
  return /\/requestBody\b/.test(path);
}

/** Names of the component schemas that are forms of parts. */
function multipartSchemas(document: Document): Set<string> {
  const names = locateOperations(document).flatMap(({ operation: { requestBody } }) => {
    const content = mainContent(requestBody?.content);
    return content && isMultipart(content.mediaType) ? (componentName(content.schema) ?? []) : [];
  });
  return new Set(names);
}

/** Whether a schema at this place of the document is a part of a form. */
function isPart(path: string, forms: ReadonlySet<string>): boolean {
  const component = path.match(/^#\/components\/schemas\/([^/]+)/)?.[1];
  return component === undefined ? /\/requestBody\/.*multipart/.test(path) : forms.has(component);
}

/** Names of the component schemas that stand in some answer. */
function answeredSchemas(document: Document): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const name = componentName(node as Schema);
    if (name !== undefined && !names.has(name)) {
      names.add(name);
      visit(document.components?.schemas?.[name]);
    }
    Object.values(node).forEach(visit);
  };
  for (const { operation } of locateOperations(document)) visit(operation.responses);
  return names;
}
