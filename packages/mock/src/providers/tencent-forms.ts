/**
 * Tencent takes an action in three forms: signature v3 with a body of JSON, which is the one that the spec
 * describes; v3 by GET, its input in the query; and v1, all of it in the query or in a form.
 */
import type { Incoming } from "../incoming.ts";

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
  const input: Record<string, unknown> = {};
  const moved: Record<string, string> = {};
  for (const [name, value] of parameters) {
    const header = v1 ? common[name] : undefined;
    if (header !== undefined) moved[header] = value;
    else if (!v1 || !signing.has(name)) put(input, name.split("."), value);
  }
  return {
    ...incoming,
    method: "POST",
    query: "",
    headers: { ...headers, ...moved, "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(input)),
  };
}

/** Lists and objects are flattened, as in `Filters.0.Name`. */
function put(target: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  if (typeof target[name] !== "object") target[name] = /^\d+$/.test(rest[0] ?? "") ? [] : {};
  put(target[name] as Record<string, unknown>, rest, value);
}

function isForm(headers: Incoming["headers"]): boolean {
  return headers["content-type"]?.toLowerCase().startsWith("application/x-www-form-urlencoded") ?? false;
}

function formOf(body: Buffer | undefined): URLSearchParams {
  return new URLSearchParams(body?.toString("utf8"));
}
