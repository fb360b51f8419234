import {
  type Document,
  hasMembers,
  isJson,
  type Located,
  mainContent,
  objectMembers,
  type ParameterObject,
} from "./document.ts";

/** Throws what a spec asks of the client that it could not do, rather than generate a client that gets it wrong. */
export function checkOperation(document: Document, located: Located): void {
  const { operation, parameters } = located;
  const { operationId: id } = operation;
  if (id === "raw")
    throw new Error("raw: the client has a member of that name; call the operation otherwise");
  for (const parameter of parameters) checkParameter(id, parameter, parameters);
  checkBody(document, located);
  for (const [status, { content }] of Object.entries(operation.responses)) {
    const mediaType = mainContent(content)?.mediaType;
    if (!/^2/.test(status) || mediaType === undefined) continue;
    if (!isJson(mediaType) && !mediaType.startsWith("text/"))
      throw new Error(`${id}: answers of ${mediaType} are not supported yet`);
  }
}

/** Throws if two operations would share the names of their types. */
export function checkNames(located: readonly Located[]): void {
  const taken = new Map<string, string>();
  for (const { operationId: id } of located.map(({ operation }) => operation)) {
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    const other = taken.get(name);
    if (other !== undefined) throw new Error(`${other} and ${id}: two operations whose names clash`);
    taken.set(name, id);
  }
}

function checkParameter(id: string, parameter: ParameterObject, all: readonly ParameterObject[]): void {
  const { name, in: place, style, explode, allowReserved, content } = parameter;
  const where = `${id}: parameter ${name}`;
  if (place === "cookie") throw new Error(`${where}: cookies are not supported yet`);
  if (content) throw new Error(`${where}: a parameter with content is not supported yet`);
  if (allowReserved) throw new Error(`${where}: allowReserved is not supported yet`);
  const usual = place === "query" ? { style: "form", explode: true } : { style: "simple", explode: false };
  if ((style ?? usual.style) !== usual.style)
    throw new Error(`${where}: style ${style} is not supported yet`);
  if ((explode ?? usual.explode) !== usual.explode)
    throw new Error(`${where}: explode: ${explode} in ${place} is not supported yet`);
  const places = all.filter((other) => other.name === name).map((other) => other.in);
  if (places.length > 1) throw new Error(`${where}: has the same name in ${places.join(" and ")}`);
}

function checkBody(document: Document, { operation, parameters }: Located): void {
  const { operationId: id, requestBody } = operation;
  const main = mainContent(requestBody?.content);
  if (!main) return;
  const { mediaType, schema } = main;
  if (
    !hasMembers(mediaType) &&
    !/^(?:application\/octet-stream|(?:text|image|audio|video)\/.+)$/.test(mediaType)
  )
    throw new Error(`${id}: bodies of ${mediaType} are not supported yet`);
  if (requestBody?.content[mediaType]?.encoding)
    throw new Error(`${id}: encoding of the body's members is not supported yet`);
  const whole = !hasMembers(mediaType) || !objectMembers(document, schema);
  if (whole && parameters.some(({ name }) => name === "body"))
    throw new Error(`${id}: body is the name of a parameter and of the whole body`);
}
