import { hex, hmacSha256, sha256Hex } from "@jobwire/core";

/** A request as TC3-HMAC-SHA256 sees it. */
export interface Tc3Request {
  readonly method: string;
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
  /** The headers to be signed, by lower-case name; `content-type` and `host` at least. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Tc3Key {
  readonly secretId: string;
  readonly secretKey: string;
}

/**
 * Makes what signs requests: the value of their `Authorization` header. Its `timestamp` is in seconds, as in
 * `X-TC-Timestamp`.
 *
 * @see https://www.tencentcloud.com/document/product/599/33212
 */
export function createTc3Signer(
  { secretId, secretKey }: Tc3Key,
  service: string,
): (request: Tc3Request, timestamp: number) => string {
  let day: { readonly number: number; readonly scope: string; readonly key: Uint8Array } | undefined;

  /** The key is good for a day of UTC. */
  function keyOf(timestamp: number) {
    const number = Math.floor(timestamp / 86_400);
    if (day?.number === number) return day;
    const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
    const ofDay = hmacSha256(`TC3${secretKey}`, date);
    const key = hmacSha256(hmacSha256(ofDay, service), "tc3_request");
    day = { number, scope: `${date}/${service}/tc3_request`, key };
    return day;
  }

  return ({ method, path, query, headers, body }, timestamp) => {
    const { scope, key } = keyOf(timestamp);
    const names = Object.keys(headers).sort();
    const lines = names.map((name) => `${name}:${canonicalValue(name, headers[name] as string)}\n`).join("");
    const signed = names.join(";");
    const canonical = `${method}\n${path}\n${query}\n${lines}\n${signed}\n${sha256Hex(body)}`;
    const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`;
    const signature = hex(hmacSha256(key, text));
    return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  };
}

/** The provider signs the action's name in lower case, but every other value as it is. */
function canonicalValue(name: string, value: string): string {
  return name === "x-tc-action" ? value.trim().toLowerCase() : value.trim();
}
