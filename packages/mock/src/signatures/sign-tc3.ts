import type { SampleRequest } from "../providers/provider.ts";
import { sha256 } from "./sha256.ts";
import { canonicalRequest, hmac, type TencentKey } from "./tc3.ts";

/** Signs a request by TC3-HMAC-SHA256, with the headers that this needs. `now` is in ms. */
export function signTc3(
  request: SampleRequest,
  { secretId, secretKey }: TencentKey,
  now: number,
): SampleRequest {
  const { method, url, body = "" } = request;
  const timestamp = String(Math.floor(now / 1000));
  const scope = [new Date(now).toISOString().slice(0, 10), "batch", "tc3_request"];
  const signed = { "content-type": "application/json", host: url.host };
  const names = Object.keys(signed);
  const parts = { method, path: url.pathname, query: url.search.slice(1) };
  const canonical = sha256(canonicalRequest(parts, signed, names, body));
  const text = ["TC3-HMAC-SHA256", timestamp, scope.join("/"), canonical].join("\n");
  const signature = hmac(scope.reduce<string | Buffer>(hmac, `TC3${secretKey}`), text).toString("hex");
  const credential = `Credential=${secretId}/${scope.join("/")}`;
  const authorization = `TC3-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  const headers = { ...request.headers, "x-tc-timestamp": timestamp, authorization };
  return { ...request, headers };
}
