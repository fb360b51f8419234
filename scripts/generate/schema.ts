import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { componentName, type Document, locateOperations, resolve, type Schema } from "./document.ts";
import { isExactInteger } from "./shape.ts";

/**
 * The types of paths and schemas, by openapi-typescript, with what DESIGN asks of numbers and booleans, and
 * with what the client supplies optional. The bundle itself keeps the truth of the wire.
 */
export async function printSchema(document: Document): Promise<string> {
  const answered = answeredSchemas(document);
  const nodes = await openapiTS(clientView(document) as never, {
    silent: true,
    transform(schema, { path }) {
      if (isExactInteger(schema as Schema)) {
        const type = isInput(path ?? "", answered)
          ? reference("Int64Input")
          : keyword(ts.SyntaxKind.StringKeyword);
        return nullable(schema as Schema, type);
      }
      if ((schema as Schema).format === "boolean") {
        return nullable(schema as Schema, keyword(ts.SyntaxKind.BooleanKeyword));
      }
      return undefined;
    },
  });
  const supplied = suppliedInPath(document);
  const text = astToString(nodes.map((node) => withOptionalPath(node, supplied)));
  return text.includes("Int64Input") ? `import type { Int64Input } from "@jobwire/core";\n\n${text}` : text;
}

const reference = (name: string) => ts.factory.createTypeReferenceNode(name);
const keyword = (kind: ts.KeywordTypeSyntaxKind) => ts.factory.createKeywordTypeNode(kind);

function nullable(schema: Schema, type: ts.TypeNode): ts.TypeNode {
  const orNull = [schema.type].flat().includes("null");
  return orNull
    ? ts.factory.createUnionTypeNode([type, ts.factory.createLiteralTypeNode(ts.factory.createNull())])
    : type;
}

const isSupplied = (parameter: object) => "x-client-supplies" in parameter;

/** What changes the type of a schema that it stands beside the `$ref` of. */
const retyping = ["type", "format", "const", "enum", "maximum"] as const;

/**
 * The document as openapi-typescript is to see it: every parameter optional that the client supplies, and
 * simple schemas written out where something beside their `$ref` changes the type, which it would ignore.
 */
function clientView(document: Document): Document {
  const view = structuredClone(document);
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isSupplied(node) && "in" in node && node.in !== "path") Object.assign(node, { required: false });
    if (componentName(node) !== undefined && retyping.some((keyword) => keyword in node)) {
      const { properties, items, allOf, anyOf, oneOf, ...simple } = resolve<Schema>(document, node);
      if (!(properties ?? items ?? allOf ?? anyOf ?? oneOf)) {
        Object.assign(node, structuredClone(simple));
        delete (node as Schema).$ref;
      }
    }
    Object.values(node).forEach(visit);
  };
  visit(view);
  return view;
}

/** Names of the path parameters that the client supplies, by operation and, for shared ones, by path. */
function suppliedInPath(document: Document): Map<string, Set<string>> {
  const supplied = new Map<string, Set<string>>();
  for (const { operation, path, parameters } of locateOperations(document)) {
    const names = parameters.filter((parameter) => isSupplied(parameter) && parameter.in === "path");
    for (const owner of [operation.operationId, path]) {
      supplied.set(owner, new Set([...(supplied.get(owner) ?? []), ...names.map(({ name }) => name)]));
    }
  }
  return supplied;
}

/** openapi-typescript requires every path parameter; this makes those optional that the client supplies. */
function withOptionalPath(root: ts.Node, supplied: ReadonlyMap<string, ReadonlySet<string>>): ts.Node {
  if (!ts.isInterfaceDeclaration(root) || !["operations", "paths"].includes(root.name.text)) return root;
  const members = root.members.map((owner) => {
    const names = supplied.get(nameOf(owner));
    if (!names?.size) return owner;
    return editMember(owner, "parameters", (parameters) =>
      editMember(parameters, "path", (path) => optionalMembers(path, names)),
    );
  });
  const { modifiers, name, typeParameters, heritageClauses } = root;
  return ts.factory.updateInterfaceDeclaration(
    root,
    modifiers,
    name,
    typeParameters,
    heritageClauses,
    members,
  );
}

type Edit = (member: ts.TypeElement) => ts.TypeElement;

/** Edits one member of an owner whose type is written out. */
function editMember(owner: ts.TypeElement, name: string, edit: Edit): ts.TypeElement {
  if (!ts.isPropertySignature(owner) || !owner.type || !ts.isTypeLiteralNode(owner.type)) return owner;
  const members = owner.type.members.map((member) => (nameOf(member) === name ? edit(member) : member));
  return update(owner, owner.questionToken, ts.factory.createTypeLiteralNode(members));
}

/** Makes the named members optional, and their owner too if no other is left. */
function optionalMembers(owner: ts.TypeElement, names: ReadonlySet<string>): ts.TypeElement {
  const question = ts.factory.createToken(ts.SyntaxKind.QuestionToken);
  if (!ts.isPropertySignature(owner) || !owner.type || !ts.isTypeLiteralNode(owner.type)) return owner;
  const members = owner.type.members.map((member) =>
    ts.isPropertySignature(member) && names.has(nameOf(member))
      ? update(member, question, member.type)
      : member,
  );
  const optional = members.every((member) => member.questionToken) ? question : owner.questionToken;
  return update(owner, optional, ts.factory.createTypeLiteralNode(members));
}

function update(
  member: ts.PropertySignature,
  question: ts.QuestionToken | undefined,
  type: ts.TypeNode | undefined,
): ts.PropertySignature {
  return ts.factory.updatePropertySignature(member, member.modifiers, member.name, question, type);
}

const nameOf = ({ name }: ts.TypeElement) =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";

/** Whether a schema at this place of the document is only ever sent, never answered. */
function isInput(path: string, answered: ReadonlySet<string>): boolean {
  const component = path.match(/^#\/components\/schemas\/([^/]+)/)?.[1];
  if (component !== undefined) return !answered.has(component);
  const place = path.match(/\/(parameters|requestBody|requestBodies|responses)\b/)?.[1];
  return place !== undefined && place !== "responses";
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
