import {
  type Content,
  type Document,
  type Located,
  locateOperations,
  mainContent,
  type ParameterObject,
} from "../../generate/document.ts";
import { compareMethods, compareVariants } from "./methods.ts";
import { type Break, compareSchemas, type Specs } from "./schemas.ts";

/** A break, and the operation that it is of; `servers` or `schemas` if it is of none. */
export interface SpecBreak extends Break {
  operation: string;
}

/** What users of the released spec lose by today's. Nothing: they can go on as before. */
export function compareSpecs(was: Document, is: Document): SpecBreak[] {
  const specs = { was, is };
  const now = new Map(locateOperations(is).map((located) => [located.operation.operationId, located]));
  const found = locateOperations(was).flatMap((before) => {
    const operation = before.operation.operationId;
    const after = now.get(operation);
    const breaks = after ? compareOperations(specs, before, after) : [gone("operation")];
    return breaks.map((found) => ({ operation, ...found }));
  });
  const schemas = Object.keys(was.components?.schemas ?? {})
    .filter((name) => !is.components?.schemas?.[name])
    .map((name) => ({ operation: "schemas", ...gone(name) }));
  return [...found, ...schemas, ...compareServers(was, is)];
}

const gone = (place: string): Break => ({ place, was: "there", is: "gone" });

function compareOperations(specs: Specs, was: Located, is: Located): Break[] {
  const found: Break[] = [];
  const [before, now] = [was, is].map(({ method, path }) => `${method} ${path}`) as [string, string];
  if (before !== now) found.push({ place: "address", was: before, is: now });
  return [
    ...found,
    ...compareSecurity(specs, was, is),
    ...compareParameters(specs, was, is),
    ...compareBodies(specs, was, is),
    ...compareResponses(specs, was, is),
    ...compareCodes(specs, was, is),
    ...compareMethods(specs.was, was, specs.is, is),
  ];
}

/** Each way to authenticate has to stay. An operation that needs none any more breaks nobody. */
function compareSecurity({ was, is }: Specs, before: Located, after: Located): Break[] {
  const ways = (document: Document, { operation }: Located) =>
    (operation.security ?? document.security ?? []).map((way) => Object.keys(way).sort().join(" and "));
  const [old, now] = [ways(was, before), ways(is, after)];
  if (now.length === 0 || now.includes("")) return [];
  const show = (names: string[]) => names.map((name) => name || "nothing").join(", or ");
  return (old.length === 0 ? [""] : old)
    .filter((way) => !now.includes(way))
    .map((way) => ({ place: "security", was: way || "nothing", is: show(now) }));
}

function compareParameters(specs: Specs, was: Located, is: Located): Break[] {
  const sameAs =
    (one: ParameterObject) =>
    ({ name, in: place }: ParameterObject) =>
      one.name === name && one.in === place;
  const placeOf = ({ name, in: place }: ParameterObject) => `${place} parameter ${name}`;
  const found = was.parameters.filter(givenByUsers).flatMap((before) => {
    const after = is.parameters.find(sameAs(before));
    const place = placeOf(before);
    if (!after) return [gone(place)];
    if (!givenByUsers(after)) return [{ place, was: "given by users", is: "given by the client alone" }];
    const [from, to] = [before, after].map(
      ({ schema, content }) => schema ?? mainContent(content)?.schema ?? {},
    );
    return compareSchemas(specs, "input", from ?? {}, to ?? {}, place);
  });
  const demanded = is.parameters.flatMap((after) => {
    const before = was.parameters.find(sameAs(after));
    const [old, now] = [demandOf(before), demandOf(after)];
    return now > old ? [{ place: placeOf(after), was: demands[old] ?? "", is: demands[now] ?? "" }] : [];
  });
  return [...found, ...demanded];
}

/** A tenant is given once, at the client's creation, and may be given in each call. */
const givenByUsers = ({ "x-client-supplies": supplied }: ParameterObject) =>
  supplied === undefined || supplied === "tenant";

/** What users have to give, from nothing to the most. */
const demands = ["not required", "required once, or in each call", "required in each call"];

/** The index in `demands`. */
function demandOf(parameter: ParameterObject | undefined): number {
  if (!parameter?.required || !givenByUsers(parameter)) return 0;
  return parameter["x-client-supplies"] === "tenant" ? 1 : 2;
}

function compareBodies(specs: Specs, was: Located, is: Located): Break[] {
  const [before, after] = [was.operation.requestBody, is.operation.requestBody];
  const wasDemanded = before?.required ?? false;
  const found: Break[] = [];
  if (after?.required && !wasDemanded)
    found.push({ place: "body", was: before ? "optional" : "not there", is: "required" });
  if (!before) return found;
  if (!after) return [gone("body")];
  return [...found, ...compareContents(specs, "input", before.content, after.content, "body")];
}

function compareResponses(specs: Specs, was: Located, is: Located): Break[] {
  return Object.entries(was.operation.responses).flatMap(([status, before]) => {
    const after = is.operation.responses[status];
    if (!after) return [gone(`answer ${status}`)];
    if (after.content && !before.content)
      return [{ place: `answer ${status}`, was: "no body", is: Object.keys(after.content).join(", ") }];
    const headers = Object.keys(before.headers ?? {}).filter((name) => !after.headers?.[name]);
    return [
      ...headers.map((name) => gone(`answer ${status} header ${name}`)),
      ...compareVariants(before, after, `answer ${status}`),
      ...compareContents(specs, "answer", before.content, after.content, `answer ${status}`),
    ];
  });
}

/** Media types that stay have to stay compatible, and none may go. */
function compareContents(
  specs: Specs,
  direction: "input" | "answer",
  was: Content = {},
  is: Content = {},
  place: string,
): Break[] {
  return Object.entries(was).flatMap(([mediaType, before]) => {
    const after = is[mediaType];
    if (!after) return [gone(`${place} as ${mediaType}`)];
    return compareSchemas(specs, direction, before.schema ?? {}, after.schema ?? {}, place);
  });
}

/** Codes are literals in the types, and their kind is the class that is thrown. */
function compareCodes({ was, is }: Specs, before: Located, after: Located): Break[] {
  const codesOf = (document: Document, { operation }: Located) => {
    // What an operation says of a code goes before what the root says.
    const all = [...(document["x-error-codes"] ?? []), ...(operation["x-error-codes"] ?? [])];
    return new Map(all.map(({ code, kind }) => [code, kind]));
  };
  const now = codesOf(is, after);
  return [...codesOf(was, before)].flatMap(([code, kind]) => {
    const place = `code ${code}`;
    const kindNow = now.get(code);
    if (kindNow === undefined) return [gone(place)];
    return kindNow === kind ? [] : [{ place, was: `${kind}Error`, is: `${kindNow}Error` }];
  });
}

function compareServers(was: Document, is: Document): SpecBreak[] {
  return was.servers.flatMap(({ url, variables = {} }) => {
    const after = is.servers.find((server) => server.url === url);
    if (!after) return [{ operation: "servers", ...gone(url) }];
    return Object.entries(variables).flatMap(([name, variable]) =>
      (variable.enum ?? [])
        .filter((value) => !after.variables?.[name]?.enum?.includes(value))
        .map((value) => ({ operation: "servers", ...gone(`${url} ${name} ${value}`) })),
    );
  });
}
