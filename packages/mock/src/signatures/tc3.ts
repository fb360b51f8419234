import { createHmac } from "node:crypto";
import type { Incoming } from "../incoming.ts";
import { readAuthorization } from "./authorization.ts";
import { checkClock } from "./clock.ts";
import { signableHosts } from "./host.ts";
import { quote } from "./quote.ts";
import { type BadSignature, checkKeyId, malformed } from "./refusal.ts";
import { sha256 } from "./sha256.ts";
import { checkSignedHeaders } from "./signed-headers.ts";

const scheme = "TC3-HMAC-SHA256";
const unsigned = "UNSIGNED-PAYLOAD";

/** How far a signature's time may be from now, in seconds. */
export const tolerance = 300;

export interface TencentKey {
  readonly secretId: string;
  readonly secretKey: string;
}

/**
 * Verifies a TC3-HMAC-SHA256 signature, as Tencent Cloud does; undefined: it is good. `now` is in ms. The service
 * in the scope may be any: SDKs take it from the host name they were given, and a mock has another.
 *
 * @see https://www.tencentcloud.com/document/product/599/33212
 */
export function verifyTc3(request: Incoming, key: TencentKey, now: number): BadSignature | undefined {
  const { headers } = request;
  const authorization = readAuthorization(headers.authorization, scheme, "Credential");
  if ("reason" in authorization) return authorization;
  const timestamp = headers["x-tc-timestamp"] ?? "";
  const [secretId, ...scope] = authorization.credential.split("/");
  const names = authorization.signedHeaders.toLowerCase().split(";").sort();
  return (
    checkTimestamp(timestamp) ??
    checkScope(scope, timestamp) ??
    checkSignedHeaders(names, ["content-type", "host"], headers) ??
    checkKeyId("The SecretId in Credential", secretId, key.secretId) ??
    checkClock("X-TC-Timestamp", Number(timestamp), now, tolerance) ??
    checkSignature(request, names, { timestamp, scope }, authorization.signature, key)
  );
}

function checkTimestamp(timestamp: string): BadSignature | undefined {
  if (/^[1-9]\d{0,9}$/.test(timestamp)) return undefined;
  return malformed(
    `X-TC-Timestamp: expected Unix time in seconds, such as 1700000000, got ${quote(timestamp)}`,
  );
}

function checkScope(scope: readonly string[], timestamp: string): BadSignature | undefined {
  const [date, service, end, ...rest] = scope;
  if (!service || end !== "tc3_request" || rest.length > 0) {
    return malformed("Credential: expected <SecretId>/<date>/<service>/tc3_request");
  }
  const day = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  if (date === day) return undefined;
  return malformed(`Credential: expected ${day}, the UTC day of X-TC-Timestamp, got ${quote(date)}`);
}

function checkSignature(
  request: Incoming,
  names: readonly string[],
  { timestamp, scope }: { timestamp: string; scope: readonly string[] },
  signature: string,
  { secretKey }: TencentKey,
): BadSignature | undefined {
  const payload = payloadOf(request);
  if (payload === undefined) return malformed("The body is too large for its signature to be verified");
  const signingKey = scope.reduce<string | Buffer>(hmac, `TC3${secretKey}`);
  const computed = signableHosts(request.headers.host ?? "").map((host) => {
    const canonical = sha256(canonicalRequest(request, { ...request.headers, host }, names, payload));
    return { host, canonical, text: [scheme, timestamp, scope.join("/"), canonical].join("\n") };
  });
  if (computed.some(({ text }) => hmac(signingKey, text).toString("hex") === signature)) return undefined;
  const seen = computed.map(
    ({ host, canonical, text }) =>
      `with host ${quote(host)}: canonical request SHA-256 ${canonical}, string to sign ${quote(text, 1000)}`,
  );
  return {
    reason: "mismatch",
    message: `Signature is not that of this request and key. Compare with what the mock computed ${seen.join("; or ")}. Payload SHA-256 ${sha256(payload)}`,
  };
}

/** What is signed of the body. Undefined: it was not read. */
function payloadOf({ method, headers, body }: Incoming): string | Buffer | undefined {
  if (headers["x-tc-content-sha256"] === unsigned) return unsigned;
  return method === "GET" ? "" : body;
}

export function canonicalRequest(
  { method, path, query }: Pick<Incoming, "method" | "path" | "query">,
  headers: Incoming["headers"],
  names: readonly string[],
  payload: string | Buffer,
): string {
  const lines = names.map((name) => {
    const value = (headers[name] ?? "").trim();
    return `${name}:${name === "x-tc-action" ? value.toLowerCase() : value}`;
  });
  return [method, path, query, ...lines, "", names.join(";"), sha256(payload)].join("\n");
}

export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
