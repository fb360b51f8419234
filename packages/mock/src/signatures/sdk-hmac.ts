import { createHmac } from "node:crypto";
import type { Incoming } from "../incoming.ts";
import { readAuthorization } from "./authorization.ts";
import { checkClock } from "./clock.ts";
import { decodeForm } from "./form.ts";
import { quote } from "./quote.ts";
import { type BadSignature, checkKeyId, malformed } from "./refusal.ts";
import { sha256 } from "./sha256.ts";
import { checkSignedHeaders } from "./signed-headers.ts";

const scheme = "SDK-HMAC-SHA256";
const unsigned = "UNSIGNED-PAYLOAD";

/** Seconds. */
const tolerance = 900;

export interface HuaweiKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * Verifies an SDK-HMAC-SHA256 signature, as Huawei Cloud does; undefined: it is good. `now` is in ms.
 *
 * @see https://support.huaweicloud.com/intl/en-us/api-codeci/cloudbuild_03_0009.html
 */
export function verifySdkHmac(request: Incoming, key: HuaweiKey, now: number): BadSignature | undefined {
  const { headers } = request;
  const authorization = readAuthorization(headers.authorization, scheme, "Access");
  if ("reason" in authorization) return authorization;
  const date = headers["x-sdk-date"] ?? "";
  const time = readDate(date);
  if (time === undefined) {
    return malformed("X-Sdk-Date: expected UTC as YYYYMMDDTHHMMSSZ, such as 20261122T041036Z");
  }
  const names = authorization.signedHeaders.toLowerCase().split(";");
  // A temporary key is its token too: unsigned, anyone on the way could exchange it.
  const token = headers["x-security-token"] === undefined ? [] : ["x-security-token"];
  return (
    checkSignedHeaders(names, ["host", "x-sdk-date", ...token], headers) ??
    checkKeyId("Access", authorization.credential, key.accessKey) ??
    checkClock("X-Sdk-Date", time, now, tolerance) ??
    checkContentHash(request) ??
    checkSignature(request, authorization.signedHeaders, date, authorization.signature, key)
  );
}

/** Unix time in seconds. Undefined: no such date. */
function readDate(text: string): number | undefined {
  const fields = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!fields) return undefined;
  const [, year, month, day, hour, minute, second] = fields;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** A client may state the hash of its body, or that it has not signed it. */
function checkContentHash({ headers, body }: Incoming): BadSignature | undefined {
  const stated = headers["x-sdk-content-sha256"];
  if (stated === unsigned) return undefined;
  if (stated !== undefined && !/^[0-9a-f]{64}$/.test(stated)) {
    return malformed(
      `X-Sdk-Content-Sha256: expected ${unsigned} or the body's SHA-256 in lower-case hexadecimal digits`,
    );
  }
  if (body === undefined) return malformed("The body is too large for its signature to be verified");
  if (stated === undefined || stated === sha256(body)) return undefined;
  return {
    reason: "mismatch",
    message: `X-Sdk-Content-Sha256 is not that of the body, which has ${body.length} bytes and the SHA-256 ${sha256(body)}`,
  };
}

function checkSignature(
  request: Incoming,
  signedHeaders: string,
  date: string,
  signature: string,
  { secretKey }: HuaweiKey,
): BadSignature | undefined {
  const path = canonicalPath(request.path);
  const query = canonicalQuery(request.query);
  if (path === undefined) return malformed("The path is not percent-encoded UTF-8");
  if (query === undefined) return malformed("The query is not percent-encoded UTF-8");
  const { method, headers, body } = request;
  const names = signedHeaders.toLowerCase().split(";");
  const lines = names.map((name) => `${name}:${(headers[name] ?? "").trim()}`);
  const payload = headers["x-sdk-content-sha256"] ?? sha256(body ?? "");
  const canonical = sha256([method, path, query, ...lines, "", signedHeaders, payload].join("\n"));
  const text = [scheme, date, canonical].join("\n");
  if (createHmac("sha256", secretKey).update(text).digest("hex") === signature) return undefined;
  return {
    reason: "mismatch",
    message: `Signature is not that of this request and key. Compare with what the mock computed: canonical request SHA-256 ${canonical} (path ${quote(path, 500)}, payload ${payload}), string to sign ${quote(text, 1000)}`,
  };
}

/** Each segment strictly encoded, and with a slash at the end, whether or not one was sent. */
function canonicalPath(path: string): string | undefined {
  try {
    const encoded = path.split("/").map((segment) => encode(decodeURIComponent(segment)));
    return encoded.at(-1) === "" ? encoded.join("/") : `${encoded.join("/")}/`;
  } catch {
    return undefined;
  }
}

/** Sorted by name and then by value, both as they are before they are encoded. */
function canonicalQuery(query: string): string | undefined {
  const pairs = decodeForm(query)?.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  try {
    return pairs?.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  } catch {
    return undefined;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Leaves only what RFC 3986 calls unreserved. Throws for half a surrogate pair, as a request in process may have. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
