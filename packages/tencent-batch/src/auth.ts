import {
  type Auth,
  CachedToken,
  checkCredential,
  FieldError,
  renewedAuth,
  type WireRequest,
} from "@jobwire/core";
import { createTc3Signer } from "./tc3.ts";

/** An API key, which lasts, or temporary keys. */
export interface TencentKeys {
  /** The id of the API key, `AKID…`. */
  secretId: string;
  /** The secret of the API key. It signs and is never sent. */
  secretKey: string;
  /** The token that comes with temporary keys. */
  token?: string | undefined;
}

/** Temporary keys, as STS or the role of a machine gives them. */
export interface TemporaryKeys extends TencentKeys {
  /** When they end. Others are got a minute before. Default: they are used until Tencent refuses them. */
  expiresAt?: Date | undefined;
}

/** Gets keys when they are first needed, before they end, and once more when Tencent refuses them. */
export type GetKeys = (context: {
  /** Aborted when no call waits for the keys any longer. */
  signal: AbortSignal;
}) => TemporaryKeys | Promise<TemporaryKeys>;

/** The keys, or a function that gets them. */
export type TencentCredentials =
  | { credentials: GetKeys; secretId?: undefined; secretKey?: undefined; token?: undefined }
  // Last, since of a union the compiler explains the last member: keys are what most forget, or have as `undefined`.
  | (TencentKeys & { credentials?: undefined });

const keyNames = ["secretId", "secretKey", "token"] as const;

export const credentialNames = [...keyNames, "credentials"] as const;

/** Keys with what signs by them. */
interface Signer {
  readonly secrets: readonly string[];
  sign(request: WireRequest, now: number): void;
}

/** Every attempt is signed with TC3-HMAC-SHA256; a signature is good for five minutes. */
export function tencentAuth({ credentials, ...keys }: TencentCredentials): Auth {
  if (credentials === undefined) {
    const { secrets, sign } = signerOf(keys);
    return { secrets, signsTime: true, apply: (request, { now }) => sign(request, now) };
  }
  if (typeof credentials !== "function")
    throw new FieldError("credentials", `expected a function, got ${typeof credentials}`);
  const given = keyNames.filter((name) => keys[name] !== undefined);
  if (given.length > 0)
    throw new FieldError("credentials", `expected no ${given.join(", ")} beside a function that gets them`);
  return authOf(credentials);
}

function authOf(getKeys: GetKeys): Auth {
  const kept = new CachedToken<Signer>(
    async (signal) => {
      const { expiresAt, ...keys } = (await getKeys({ signal })) ?? {};
      return {
        value: signerOf(keys),
        lifetime: expiresAt === undefined ? undefined : lifetimeUntil(expiresAt),
      };
    },
    () => {}, // its keys have been checked
  );
  const renewed = renewedAuth(kept, [], (request, { secrets, sign }, { now, onSecret }) => {
    secrets.forEach(onSecret);
    sign(request, now);
  });
  return { ...renewed, signsTime: true };
}

function lifetimeUntil(end: Date): number {
  const time = end instanceof Date ? end.getTime() : Number.NaN;
  if (Number.isNaN(time)) throw new FieldError("expiresAt", `expected a Date, got ${String(end)}`);
  return time - Date.now();
}

function signerOf(keys: Partial<Record<(typeof keyNames)[number], unknown>>): Signer {
  const secretId = checkCredential("secretId", keys.secretId);
  const secretKey = checkCredential("secretKey", keys.secretKey);
  const token = keys.token === undefined ? undefined : checkCredential("token", keys.token);
  const sign = createTc3Signer({ secretId, secretKey }, "batch");
  return {
    secrets: [secretKey, ...(token === undefined ? [] : [token])],
    sign({ method, host, path, query, headers, body = "" }, now) {
      if (typeof body !== "string") throw new Error("only bodies of text can be signed");
      const timestamp = Math.floor(now / 1000);
      const signed = { "content-type": headers["content-type"] ?? "", host };
      headers["x-tc-timestamp"] = String(timestamp);
      if (token !== undefined) headers["x-tc-token"] = token;
      headers.authorization = sign({ method, path, query, headers: signed, body }, timestamp);
    },
  };
}
