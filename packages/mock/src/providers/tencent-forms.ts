/**
 * Tencent takes an action in three forms: signature v3 with a body of JSON, which is the one that the spec
 * describes; v3 by GET, its input in the query; and v1, all of it in the query or in a form.
 */
import type { Finding } from "../finding.ts";
import { type Incoming, sizeOf } from "../incoming.ts";
import { inputAt } from "../input-schema.ts";
import { maximumBody } from "../received-body.ts";
import type { Router } from "../routing.ts";
import { formOf, isForm } from "./form.ts";
import { unflattened } from "./unflattened.ts";

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
export function inSpecForm(incoming: Incoming, route: Router): Incoming {
  const { method, query, headers, body } = incoming;
  const v1 = isV1(incoming);
  if (!v1 && method !== "GET") return incoming;
  const parameters = v1 && isForm(headers) && query === "" ? formOf(body) : new URLSearchParams(query);
  const input: [name: string, text: string][] = [];
  const moved: Record<string, string> = {};
  for (const [name, value] of parameters) {
    const header = v1 && Object.hasOwn(common, name) ? common[name] : undefined;
    if (header !== undefined) moved[header] = value;
    else if (!v1 || !signing.has(name)) input.push([name, value]);
  }
  const head = {
    ...incoming,
    method: "POST",
    query: "",
    headers: { ...headers, ...moved, "content-type": "application/json" },
  };
  const target = route(head);
  const schema = "reason" in target ? {} : inputAt(target, ["body"]).schema;
  return { ...head, body: Buffer.from(unflattened(input, schema)) };
}

/** In bytes; for JSON, what the mock reads at most. */
const limits = { query: 32 * 1024, form: 1024 * 1024, json: maximumBody };

/** What exceeds the size that its form may have: 32 KB by GET, 1 MB as a form, 10 MB as JSON. */
export function tooLarge(incoming: Incoming): Finding | undefined {
  const { method, query, headers } = incoming;
  if (method === "GET") return excess("query", query.length, limits.query);
  return excess("body", sizeOf(incoming), isForm(headers) ? limits.form : limits.json);
}

function excess(at: string, size: number, limit: number): Finding | undefined {
  return size > limit ? { at, message: `expected at most ${limit} bytes, got ${size}` } : undefined;
}
