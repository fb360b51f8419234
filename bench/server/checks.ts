/** What a request must be, by how its API authenticates: each throws what is wrong with it. */
import { createHash, createHmac } from "node:crypto";
import { call, credentials, type Protocol } from "./calls.ts";

export interface Received {
  readonly method: string;
  /** As sent: path and query. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Throws unless the request is the one that every row sends, authenticated as its API wants it. */
export function check(protocol: Protocol, received: Received): void {
  const { method, target, body } = call[protocol];
  expect("method", received.method, method);
  expect("path and query", sorted(received.target), sorted(target));
  expect("body", received.body, body);
  if (body !== "") expect("content-type", header(received, "content-type").split(";")[0], "application/json");
  authentication[protocol](received);
}

const authentication: Record<Protocol, (received: Received) => void> = {
  tc3(received) {
    expect("X-TC-Action", header(received, "x-tc-action"), "DeleteJob");
    expect("X-TC-Version", header(received, "x-tc-version"), "2017-03-12");
    const { secretId, secretKey } = credentials.tc3;
    const timestamp = header(received, "x-tc-timestamp");
    recent("X-TC-Timestamp", Number(timestamp) * 1000);
    const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
    const given = header(received, "authorization");
    const names = signedNames(given, ["content-type", "host"]);
    const host = header(received, "host");
    const signed = (service: string, signedHost: string) => {
      const scope = `${date}/${service}/tc3_request`;
      const key = [service, "tc3_request"].reduce<Buffer>(hmac, hmac(`TC3${secretKey}`, date));
      const canonical = canonicalRequest(received, names, signedHost, (path) => path);
      const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString(
        "hex",
      );
      return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
    };
    // The official SDK signs the host's name without its port, and takes its first part for the service.
    const [name = "", service = ""] = /^(\w+).*?(?=:\d+$|$)/.exec(host) ?? [];
    if (given !== signed(service, name)) expect("Authorization", given, signed("batch", host));
  },

  "sdk-hmac"(received) {
    const { accessKey, secretKey } = credentials["sdk-hmac"];
    const date = header(received, "x-sdk-date");
    const [year, month, day, hour, minute, second] = date.match(/^\d{4}|\d\d/g) ?? [];
    recent("X-Sdk-Date", Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`));
    const given = header(received, "authorization");
    const names = signedNames(given, ["x-sdk-date"]);
    const canonical = canonicalRequest(received, names, header(received, "host"), (path) => `${path}/`);
    const signature = hmac(secretKey, `SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`).toString("hex");
    expect(
      "Authorization",
      given,
      `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
    );
  },

  bearer(received) {
    expect("Authorization", header(received, "authorization"), `Bearer ${credentials.bearer.accessToken}`);
    expect("Customer-Id", header(received, "customer-id"), credentials.bearer.customerId);
  },

  // It stands in the query, which is checked as a whole.
  "query-token"() {},
};

/** None of the calls has a query that is signed. */
function canonicalRequest(
  received: Received,
  names: readonly string[],
  host: string,
  canonicalPath: (path: string) => string,
): string {
  const value = (name: string) => (name === "host" ? host : header(received, name).trim());
  return [
    received.method,
    canonicalPath(received.target),
    "",
    ...names.map((name) => `${name}:${name === "x-tc-action" ? value(name).toLowerCase() : value(name)}`),
    "",
    names.join(";"),
    sha256(received.body),
  ].join("\n");
}

/** Those that the signature says it covers. */
function signedNames(authorization: string, required: readonly string[]): string[] {
  const names = authorization.match(/SignedHeaders=([^,]+)/)?.[1]?.split(";") ?? [];
  for (const name of required) if (!names.includes(name)) throw new Error(`${name} is not signed`);
  return names;
}

function header({ headers }: Received, name: string): string {
  const value = headers[name];
  if (typeof value !== "string") throw new Error(`the header ${name} is missing`);
  return value;
}

/** The order of a query's parameters is the client's own. */
function sorted(target: string): string {
  const [path = "", query] = target.split("?");
  return query === undefined ? path : `${path}?${query.split("&").sort().join("&")}`;
}

function recent(what: string, ms: number): void {
  if (!(Math.abs(Date.now() - ms) < 300_000)) throw new Error(`${what} is not the present time`);
}

function expect(what: string, given: string | undefined, wanted: string): void {
  if (given !== wanted) throw new Error(`${what} is ${given}, not ${wanted}`);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
