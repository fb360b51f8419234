import { type Auth, checkCredential } from "@jobwire/core";
import { createTc3Signer } from "./tc3.ts";

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
  const sign = createTc3Signer(
    { secretId: checkCredential("secretId", secretId), secretKey: checkCredential("secretKey", secretKey) },
    "batch",
  );
  if (token !== undefined) checkCredential("token", token);
  return {
    secrets: [secretKey, ...(token === undefined ? [] : [token])],
    signsTime: true,
    apply({ method, host, path, query, headers, body = "" }, { now }) {
      if (typeof body !== "string") throw new Error("only bodies of text can be signed");
      const timestamp = Math.floor(now / 1000);
      const signed = { "content-type": headers["content-type"] ?? "", host };
      headers["x-tc-timestamp"] = String(timestamp);
      if (token !== undefined) headers["x-tc-token"] = token;
      headers.authorization = sign({ method, path, query, headers: signed, body }, timestamp);
    },
  };
}
