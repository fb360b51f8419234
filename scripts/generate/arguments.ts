import { describe } from "./comment.ts";
import {
  componentName,
  type Document,
  hasMembers,
  isFilePart,
  isMultipart,
  type Located,
  locateOperations,
  mainContent,
  objectMembers,
  type ParameterObject,
  resolve,
  type Schema,
  schemaOf,
} from "./document.ts";
import { filePartType, fileType, named, plainType } from "./plain-type.ts";

/** A member of an operation's one flat argument. */
export interface Argument {
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  /** Of its doc comment. */
  readonly text: string;
  /** It was given to the client, for all calls. */
  readonly tenant?: true;
}

/** The operation's name as its types have it. */
export const typeName = ({ operation: { operationId } }: Located): string =>
  operationId.charAt(0).toUpperCase() + operationId.slice(1);

/** Where the types of an operation's call by path stand. */
export const pathType = ({ method, path }: Located): string => `Paths["${method}"][${JSON.stringify(path)}]`;

/** Whether the caller gives a parameter; otherwise the client alone knows it. */
export const isArgument = (parameter: ParameterObject): boolean =>
  ["tenant", "idempotency"].includes(parameter["x-client-supplies"] ?? "tenant");

/** Whether the caller has to give a parameter. */
export const isRequired = (parameter: ParameterObject): boolean =>
  parameter.required === true && parameter["x-client-supplies"] === undefined;

/** The type of a parameter, whoever gives it. */
export function parameterType(
  document: Document,
  { operation }: Located,
  parameter: ParameterObject,
): string {
  const schema = schemaOf(parameter);
  const typeOf = (each: Schema) => {
    const type = plainType(document, each, "input");
    if (type !== undefined) return type;
    throw new Error(`${operation.operationId}: parameter ${parameter.name}: its schema needs a name`);
  };
  if (parameter["x-written"] !== "tuple") return typeOf(schema);
  const { items = {}, minItems } = resolve(document, schema);
  return `[${Array.from({ length: minItems ?? 0 }, () => typeOf(items)).join(", ")}]`;
}

/** One flat list: parameters that the client does not know by itself, and the members of the body. */
export function argumentsOf(document: Document, located: Located): Argument[] {
  const members = located.parameters.filter(isArgument).map((parameter): Argument => {
    const { format, default: preset } = resolve(document, schemaOf(parameter));
    const text = describe({ ...withSupplied(parameter), format, default: preset });
    return {
      name: parameter.name,
      required: isRequired(parameter),
      type: parameterType(document, located, parameter),
      text,
      ...(parameter["x-client-supplies"] === "tenant" && { tenant: true }),
    };
  });
  return [...members, ...bodyArguments(document, located)];
}

function bodyArguments(document: Document, located: Located): Argument[] {
  const { requestBody } = located.operation;
  const content = mainContent(requestBody?.content);
  if (!requestBody || !content) return [];
  const { mediaType, schema } = content;
  const object = hasMembers(mediaType) ? objectMembers(document, schema) : undefined;
  const required = requestBody.required === true;
  const whole = `NonNullable<${pathType(located)}["given"]["body"]>`;
  if (!hasMembers(mediaType)) {
    const description = [requestBody.description, resolve(document, schema).description].find(Boolean) ?? "";
    return [{ name: "body", required, type: fileType, text: description }];
  }
  if (!object) {
    const type = plainType(document, schema, "input") ?? whole;
    return [{ name: "body", required, type, text: describe(resolve(document, schema)) }];
  }
  const isFile = (member: Schema) => isMultipart(mediaType) && isFilePart(resolve(document, member));
  const component = componentName(schema);
  const base = component === undefined ? whole : named(component);
  return Object.entries(object.properties)
    .filter(([, member]) => !isConstant(resolve(document, member)))
    .map(([name, member]) => ({
      name,
      required: required && object.required.has(name),
      type: isFile(member)
        ? filePartType
        : (plainType(document, member, "input") ?? `${base}[${JSON.stringify(name)}]`),
      text: describe(withSupplied(resolve(document, member))),
    }));
}

/** What is said of an input, with what the client does if it is not given. */
function withSupplied<Input extends ParameterObject | Schema>(input: Input): Input {
  const supplies = input["x-client-supplies"];
  const said =
    supplies === "tenant"
      ? "Default: as given to the client."
      : supplies === "idempotency" && "Made up anew for each call, unless it is given.";
  return { ...input, description: [input.description, said].filter(Boolean).join("\n\n") };
}

/**
 * The component schemas whose members all are arguments of one operation and nothing else, with their names, by
 * component. Their types and texts need not be said again.
 */
export function flattenedBodies(document: Document): Map<string, { type: string; names: string[] }> {
  const bodies = new Map<string, { type: string; names: string[] }>();
  for (const located of locateOperations(document)) {
    const { requestBody } = located.operation;
    const content = mainContent(requestBody?.content);
    const component = content && hasMembers(content.mediaType) && componentName(content.schema);
    const object = component && objectMembers(document, content.schema);
    if (!requestBody || !component || !object || countReferences(document, component) !== 1) continue;
    if (resolve(document, content.schema).additionalProperties) continue;
    if (!requestBody.required && object.required.size > 0) continue; // no argument is required then
    const members = Object.values(object.properties);
    if (members.some((member) => isConstant(resolve(document, member)))) continue;
    if (members.some((member) => plainType(document, member, "input") === undefined)) continue;
    bodies.set(component, { type: `${typeName(located)}Arguments`, names: Object.keys(object.properties) });
  }
  return bodies;
}

function countReferences(node: unknown, component: string): number {
  if (typeof node !== "object" || node === null) return 0;
  const inner = Object.values(node).map((each) => countReferences(each, component));
  return inner.reduce((sum, count) => sum + count, componentName(node) === component ? 1 : 0);
}

/** The client fills in constants. */
const isConstant = ({ const: only }: Schema) => only !== undefined && typeof only !== "object";
