import { type Auth, checkCredential } from "@jobwire/core";
import { signTc3 } from "./tc3.ts";

export interface TencentCredentials {
  /** The id of the API key, `AKID…`. */
  secretId: string;
  /** The secret of the API key. It signs and is never sent. */
  secretKey: string;
  /** The token that comes with temporary keys. */
  token?: string | undefined;
}

export const credentialNames = ["secretId", "secretKey", "token"] as const;

/** Every attempt is signed with TC3-HMAC-SHA256; a signature is good for five minutes. */
export function tencentAuth({ secretId, secretKey, token }: TencentCredentials): Auth {
  const check = (name: string, value: unknown) => checkCredential("tencent-batch", name, value);
  const key = { secretId: check("secretId", secretId), secretKey: check("secretKey", secretKey) };
  if (token !== undefined) check("token", token);
  return {
    secrets: [key.secretKey, ...(token === undefined ? [] : [token])],
    signsTime: true,
    async apply({ method, url, headers, body }, { now }) {
      if (body !== undefined && typeof body !== "string")
        throw new Error("only bodies of text can be signed");
      const timestamp = Math.floor(now / 1000);
      const signed = { "content-type": headers.get("content-type") ?? "", host: url.host };
      const request = {
        method,
        path: url.pathname,
        query: url.search.slice(1),
        headers: signed,
        body: body ?? "",
      };
      headers.set("X-TC-Timestamp", String(timestamp));
      if (token !== undefined) headers.set("X-TC-Token", token);
      headers.set("Authorization", await signTc3(request, key, timestamp, "batch"));
    },
  };
}
