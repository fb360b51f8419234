/**
 * Tencent takes an action in three forms: signature v3 with a body of JSON, which is the one that the spec
 * describes; v3 by GET, its input in the query; and v1, all of it in the query or in a form.
 */
import type { Incoming } from "../incoming.ts";
import { formOf, isForm } from "./form.ts";

/** What v1 has as parameters, and v3 as headers. */
const common: Readonly<Record<string, string>> = {
  Action: "x-tc-action",
  Version: "x-tc-version",
  Timestamp: "x-tc-timestamp",
  Region: "x-tc-region",
  Language: "x-tc-language",
  Token: "x-tc-token",
};

/** Parameters of v1 that say who sent it. */
const signing = new Set(["SecretId", "Signature", "SignatureMethod", "Nonce", "RequestClient"]);

/** Whether a request has the form of v1. */
export function isV1({ headers, query, body }: Incoming): boolean {
  if (headers["x-tc-action"] !== undefined || headers.authorization !== undefined) return false;
  return new URLSearchParams(query).has("Action") || (isForm(headers) && formOf(body).has("Action"));
}

export function v1Parameter({ query, body }: Incoming, name: string): string | undefined {
  return new URLSearchParams(query).get(name) ?? formOf(body).get(name) ?? undefined;
}

/** Puts every form into that of the spec: common parameters into headers, the input into a body of JSON. */
export function withoutQuery(incoming: Incoming): Incoming {
  const { method, query, headers, body } = incoming;
  const v1 = isV1(incoming);
  if (!v1 && method !== "GET") return incoming;
  const parameters = v1 && isForm(headers) && query === "" ? formOf(body) : new URLSearchParams(query);
  const input = Object.create(null) as Tree;
  const moved: Record<string, string> = {};
  for (const [name, value] of parameters) {
    const header = v1 && Object.hasOwn(common, name) ? common[name] : undefined;
    if (header !== undefined) moved[header] = value;
    else if (!v1 || !signing.has(name)) put(input, name, value);
  }
  return {
    ...incoming,
    method: "POST",
    query: "",
    headers: { ...headers, ...moved, "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(withLists(input))),
  };
}

/** Deeper than any input of the API. */
const deepest = 32;

type Tree = { [name: string]: Tree | string };

/** Lists and objects are flattened, as in `Filters.0.Name`. What cannot be one of them keeps its name with dots. */
function put(tree: Tree, name: string, value: string): void {
  const steps = name.split(".");
  const last = steps.pop() ?? "";
  let node = tree;
  for (const step of steps.length < deepest ? steps : []) {
    node[step] ??= Object.create(null) as Tree; // no name is that of something inherited
    const next = node[step];
    if (typeof next === "string") break;
    node = next;
  }
  if (steps.length < deepest && typeof node[last] !== "object") node[last] = value;
  else tree[name] = value;
}

/** Objects whose names are 0, 1, 2, … are lists. */
function withLists(tree: Tree | string): unknown {
  if (typeof tree === "string") return tree;
  const entries = Object.entries(tree);
  const values = entries.map(([, value]) => withLists(value));
  const isList = entries.length > 0 && entries.every(([name], i) => name === String(i));
  return isList ? values : Object.fromEntries(entries.map(([name], i) => [name, values[i]]));
}
