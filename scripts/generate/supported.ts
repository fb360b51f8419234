import {
  type Document,
  hasMembers,
  isMultipart,
  type Located,
  mainContent,
  objectMembers,
  type ParameterObject,
  resolve,
  schemaOf,
} from "./document.ts";
import { successOf } from "./success.ts";

/** Throws what a spec asks of the client that it could not do, rather than generate a client that gets it wrong. */
export function checkOperation(document: Document, located: Located): void {
  const { operation, parameters } = located;
  const { operationId: id } = operation;
  for (const parameter of parameters) checkParameter(document, id, parameter, parameters);
  checkBody(document, located);
  checkServers(document, located);
  checkVariants(document, located);
  const [usual, ...others] = successOf(document, located);
  const isJson = usual.form === undefined && others.length === 0;
  for (const extension of ["x-waiter", "x-pagination"] as const)
    if (operation[extension] && !isJson)
      throw new Error(`${id}: ${extension} on an answer that is not always JSON is not supported yet`);
}

/** Throws if two methods, or their types, would share a name. */
export function checkNames(located: readonly Located[]): void {
  const taken = new Map<string, string>();
  const names = located.flatMap(({ operation }) =>
    [operation.operationId, operation["x-waiter"]?.method ?? []].flat(),
  );
  for (const id of names) {
    if (id === "raw" || id === "paginate")
      throw new Error(`${id}: the client has a member of that name; call the operation otherwise`);
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    const other = taken.get(name);
    if (other !== undefined) throw new Error(`${other} and ${id}: two operations whose names clash`);
    taken.set(name, id);
  }
}

function checkParameter(
  document: Document,
  id: string,
  parameter: ParameterObject,
  all: readonly ParameterObject[],
): void {
  const { name, in: place, style, explode, allowReserved, content, "x-written": written } = parameter;
  const where = `${id}: parameter ${name}`;
  const refuse = (what: string) => {
    throw new Error(`${where}: ${what} not supported yet`);
  };
  if (place === "cookie") refuse("cookies are");
  const mediaTypes = Object.keys(content ?? { "application/json": {} });
  if (mediaTypes.join() !== "application/json") refuse(`content of ${mediaTypes.join()} is`);
  if (allowReserved) refuse("allowReserved is");
  const usual = place === "query" ? { style: "form", explode: true } : { style: "simple", explode: false };
  if ((style ?? usual.style) !== usual.style) refuse(`style ${style} is`);
  if (written !== undefined && written !== "tuple") refuse(`x-written: ${written} is`);
  const { type, items, minItems, maxItems } = resolve(document, schemaOf(parameter));
  if (written === "tuple" && (type !== "array" || minItems === undefined || minItems !== maxItems))
    refuse("x-written: tuple on anything but an array of one length is");
  const isList = place === "query" && type === "array";
  if ((explode ?? usual.explode) !== usual.explode && !isList) refuse(`explode: ${explode} in ${place} is`);
  const itemTypes = [resolve(document, items ?? {}).type].flat();
  if ((written !== undefined || (isList && explode === false)) && itemTypes.some((each) => !isScalar(each)))
    refuse("a list in one text whose items are no scalars is");
  const places = all.filter((other) => other.name === name).map((other) => other.in);
  if (places.length > 1) throw new Error(`${where}: has the same name in ${places.join(" and ")}`);
}

const isScalar = (type: string | undefined) =>
  type !== undefined && ["string", "number", "integer", "boolean"].includes(type);

function checkBody(document: Document, { operation, parameters }: Located): void {
  const { operationId: id, requestBody } = operation;
  const main = mainContent(requestBody?.content);
  if (!main) return;
  const { mediaType, schema } = main;
  if (
    !hasMembers(mediaType) &&
    !/^(?:\*\/\*|application\/octet-stream|(?:text|image|audio|video)\/.+)$/.test(mediaType)
  )
    throw new Error(`${id}: bodies of ${mediaType} are not supported yet`);
  if (requestBody?.content[mediaType]?.encoding)
    throw new Error(`${id}: encoding of the body's members is not supported yet`);
  const object = hasMembers(mediaType) ? objectMembers(document, schema) : undefined;
  if (!object && parameters.some(({ name }) => name === "body"))
    throw new Error(`${id}: body is the name of a parameter and of the whole body`);
  if (!isMultipart(mediaType)) return;
  if (!object) throw new Error(`${id}: a body of ${mediaType} without members is not supported yet`);
  for (const [name, member] of Object.entries(object.properties)) {
    const { type, items } = resolve(document, member);
    const types = [type === "array" ? resolve(document, items ?? {}).type : type].flat();
    if (!types.every(isScalar))
      throw new Error(
        `${id}: ${name}: a part of a form that is neither text nor a file is not supported yet`,
      );
  }
}

function checkServers(document: Document, { operation: { operationId: id, servers = [] } }: Located): void {
  for (const { url } of servers) {
    if (url.includes("{")) throw new Error(`${id}: server ${url}: variables in it are not supported yet`);
    if (!document.servers.some((server) => server.url === url))
      throw new Error(`${id}: server ${url}: the document has no such server`);
  }
}

/** Which kind of answer comes is told by one value in the query or the path. */
function checkVariants(document: Document, located: Located): void {
  const id = located.operation.operationId;
  for (const { when } of successOf(document, located)) {
    if (!when) continue;
    const names = Object.keys(when);
    const isTold = located.parameters.some(
      ({ name, in: place }) => names.join() === name && (place === "query" || place === "path"),
    );
    if (!isTold)
      throw new Error(`${id}: x-when by ${names.join(" and ")}, which is no parameter of query or path`);
  }
}
