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
 * Signs a request: the value of its `Authorization` header. `timestamp` is in seconds, as in `X-TC-Timestamp`.
 *
 * @see https://www.tencentcloud.com/document/product/599/33212
 */
export async function signTc3(
  request: Tc3Request,
  { secretId, secretKey }: Tc3Key,
  timestamp: number,
  service: string,
): Promise<string> {
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    request.path,
    request.query,
    ...names.map((name) => `${name}:${canonicalValue(name, request.headers[name] as string)}`),
    "",
    names.join(";"),
    await sha256Hex(request.body),
  ].join("\n");
  const text = ["TC3-HMAC-SHA256", timestamp, scope, await sha256Hex(canonical)].join("\n");
  let key: string | ArrayBuffer = `TC3${secretKey}`;
  for (const part of [date, service, "tc3_request"]) key = await hmacSha256(key, part);
  const signature = hex(await hmacSha256(key, text));
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** The provider signs the action's name in lower case, but every other value as it is. */
function canonicalValue(name: string, value: string): string {
  return name === "x-tc-action" ? value.trim().toLowerCase() : value.trim();
}
