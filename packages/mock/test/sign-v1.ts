import { createHmac } from "node:crypto";

/** A query signed by Tencent's v1 form; `host` as in the header `Host`. */
export function signedV1(
  query: string,
  host: string,
  { secretId = "", secretKey = "" }: Readonly<Record<string, string>>,
  { now = Date.now(), method = "GET", hash = "HmacSHA1" } = {},
): string {
  const parameters = new URLSearchParams(query);
  const timestamp = String(Math.floor(now / 1000));
  for (const [name, value] of [
    ["SecretId", secretId],
    ["Timestamp", timestamp],
    ["Nonce", "42"],
    ["SignatureMethod", hash],
  ] as const) {
    parameters.set(name, value);
  }
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${method}${host}/?${sorted.map(([name, value]) => `${name}=${value}`).join("&")}`;
  const algorithm = hash.replace("Hmac", "").toLowerCase();
  parameters.set("Signature", createHmac(algorithm, secretKey).update(text).digest("base64"));
  return String(parameters);
}
