import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { componentName, type Document, locateOperations, type Schema } from "./document.ts";
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
  const supplied = new Set(
    locateOperations(document).flatMap(({ parameters }) =>
      parameters
        .filter((parameter) => isSupplied(parameter) && parameter.in === "path")
        .map(({ name }) => name),
    ),
  );
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

/** The document with every parameter optional that the client supplies. */
function clientView(document: Document): Document {
  const view = structuredClone(document);
  for (const parameter of locateOperations(view).flatMap(({ parameters }) => parameters)) {
    if (isSupplied(parameter) && parameter.in !== "path") parameter.required = false;
  }
  return view;
}

/** openapi-typescript requires every path parameter; this makes those optional that the client supplies. */
function withOptionalPath(root: ts.Node, supplied: ReadonlySet<string>): ts.Node {
  const question = ts.factory.createToken(ts.SyntaxKind.QuestionToken);
  const visitMember = (member: ts.TypeElement): ts.TypeElement =>
    ts.isPropertySignature(member) && supplied.has(nameOf(member))
      ? ts.factory.updatePropertySignature(member, member.modifiers, member.name, question, member.type)
      : member;
  const visit = (node: ts.Node): ts.Node => {
    if (
      !ts.isPropertySignature(node) ||
      nameOf(node) !== "path" ||
      !node.type ||
      !ts.isTypeLiteralNode(node.type)
    ) {
      return ts.visitEachChild(node, visit, undefined);
    }
    const members = node.type.members.map(visitMember);
    const optional = members.every((member) => member.questionToken) ? question : node.questionToken;
    const type = ts.factory.createTypeLiteralNode(members);
    return ts.factory.updatePropertySignature(node, node.modifiers, node.name, optional, type);
  };
  return visit(root);
}

const nameOf = ({ name }: ts.PropertySignature) =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";

/** Whether a schema at this place of the document is only ever sent, never answered. */
function isInput(path: string, answered: ReadonlySet<string>): boolean {
  const component = path.match(/^#\/components\/schemas\/([^/]+)/)?.[1];
  if (component !== undefined) return !answered.has(component);
  return /\/(?:parameters|requestBody)\b/.test(path);
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
