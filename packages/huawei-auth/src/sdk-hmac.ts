import { hex, hmacSha256, sha256Hex } from "@jobwire/core";

/** A request as SDK-HMAC-SHA256 sees it. */
export interface SdkHmacRequest {
  readonly method: string;
  /** As sent: percent-encoded. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
  /** The headers to be signed, by lower-case name; `host` and `x-sdk-date` at least. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SdkHmacKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * Signs a request: the value of its `Authorization` header.
 *
 * @see https://support.huaweicloud.com/intl/en-us/api-codeci/cloudbuild_03_0009.html
 */
export function signSdkHmac(request: SdkHmacRequest, { accessKey, secretKey }: SdkHmacKey): string {
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${request.headers[name]?.trim()}`),
    "",
    names.join(";"),
    sha256Hex(request.body),
  ].join("\n");
  const text = ["SDK-HMAC-SHA256", request.headers["x-sdk-date"], sha256Hex(canonical)].join("\n");
  const signature = hex(hmacSha256(secretKey, text));
  return `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** With a slash at its end, and encoded more strictly than sent. */
function canonicalPath(path: string): string {
  return strict(path.endsWith("/") ? path : `${path}/`);
}

/** Pairs in the order of their names, then of their values, both as they are before they are encoded. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  return [...new URLSearchParams(query)]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const encode = (text: string) => strict(encodeURIComponent(text));

/** Encodes what `encodeURIComponent` leaves as it is, but the signature does not. */
function strict(encoded: string): string {
  return encoded.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The time of `X-Sdk-Date`, such as `20261122T041036Z`. */
export function sdkDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
}
