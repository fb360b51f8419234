import {
  type Auth,
  CachedToken,
  type CallOperation,
  type ClientOptions,
  checkCredential,
  checkText,
  FieldError,
  issuedToken,
  tokenAuth,
  type WireRequest,
} from "@jobwire/core";
import type { CreateTokenArguments, CreateTokenResult } from "./generated/client.ts";
import { createToken } from "./generated/operations.ts";
import { iamCaller } from "./iam.ts";
import { sdkDate, signSdkHmac } from "./sdk-hmac.ts";

/** A user of IAM, who gets tokens for one project. */
export interface IamUser {
  /** Name of the account that the user belongs to. */
  domain: string;
  user: string;
  password: string;
  /** The region's project: its name, such as `eu-de`, or its id of 32 hexadecimal digits. */
  project: string;
  /** Where tokens are fetched. Default: the client's `baseUrl` if it has one, else the region's IAM. */
  baseUrl?: string | undefined;
}

/** How a client of a Huawei service proves who it is. */
export type HuaweiAuth =
  | {
      /** An IAM token for the project. The client cannot renew it. */
      token: string;
      accessKey?: undefined;
      secretKey?: undefined;
      securityToken?: undefined;
      iam?: undefined;
    }
  | {
      /** The id of an access key, AK. */
      accessKey: string;
      /** The secret of the access key, SK. It signs and is never sent. */
      secretKey: string;
      /** The token that comes with temporary keys. */
      securityToken?: string | undefined;
      token?: undefined;
      iam?: undefined;
    }
  | {
      /** The client fetches tokens for this user when it needs them. */
      iam: IamUser;
      token?: undefined;
      accessKey?: undefined;
      secretKey?: undefined;
      securityToken?: undefined;
    };

export interface HuaweiAuthSetup {
  /** The service client's options, which hold for the token call as well. */
  readonly options: ClientOptions & { auth: HuaweiAuth; region?: string | undefined };
  /** The IAM project, signed and sent as `X-Project-Id` with AK/SK; a call's own, where its path names one. */
  readonly projectId?: (pathValues: Readonly<Record<string, unknown>>) => unknown;
}

/** Of a token whose answer does not tell. */
const documentedLifetime = 24 * 3_600_000;

const shapes =
  "{ token }, { accessKey, secretKey, securityToken? } or { iam: { domain, user, password, project } }";

/** The authentication that the Huawei services share. */
export function huaweiAuth({ options, projectId }: HuaweiAuthSetup): Auth {
  const { auth } = options;
  const refuse = (field: string, message: string): never => {
    throw new FieldError(field, message);
  };
  if (typeof auth !== "object" || auth === null)
    return refuse("auth", `expected ${shapes}, got ${typeName(auth)}`);
  const names = Object.keys(auth).filter((name) => auth[name as keyof HuaweiAuth] !== undefined);
  switch (names.sort().join()) {
    case "token":
      return tokenAuth(checkCredential("auth.token", auth.token), [], placeToken);
    case "accessKey,secretKey":
    case "accessKey,secretKey,securityToken":
      return keyAuth();
    case "iam":
      return iamAuth(auth.iam as IamUser);
    default:
      return refuse("auth", `expected ${shapes}, got ${names.length > 0 ? `{ ${names.join(", ")} }` : "{}"}`);
  }

  function keyAuth(): Auth {
    const key = {
      accessKey: checkCredential("auth.accessKey", auth.accessKey),
      secretKey: checkCredential("auth.secretKey", auth.secretKey),
    };
    const { securityToken } = auth;
    if (securityToken !== undefined) checkCredential("auth.securityToken", securityToken);
    return {
      secrets: [key.secretKey, ...(securityToken === undefined ? [] : [securityToken])],
      signsTime: true,
      apply({ method, host, path, query, headers, body = "", pathValues }, { now }) {
        if (typeof body !== "string") throw new Error("only bodies of text can be signed");
        headers["x-sdk-date"] = sdkDate(now);
        const project = projectId?.(pathValues);
        if (project !== undefined) headers["x-project-id"] = String(project);
        if (securityToken !== undefined) headers["x-security-token"] = securityToken;
        const signed: Record<string, string> = { host };
        for (const name of ["content-type", "x-project-id", "x-sdk-date", "x-security-token"]) {
          const value = headers[name];
          if (value !== undefined) signed[name] = value;
        }
        headers.authorization = signSdkHmac({ method, path, query, headers: signed, body }, key);
      },
    };
  }

  function iamAuth(user: IamUser): Auth {
    if (typeof user !== "object" || user === null)
      return refuse("auth.iam", `expected an object, got ${typeName(user)}`);
    const { domain, user: name, password, project, baseUrl, ...unknown } = user;
    for (const [member, value] of Object.entries({ domain, user: name, password, project })) {
      checkText(`auth.iam.${member}`, value);
    }
    const [surplus] = Object.keys(unknown);
    if (surplus !== undefined)
      return refuse("auth.iam", `expected domain, user, password, project and baseUrl, got also ${surplus}`);
    // Not the headers: they are for the service, and IAM is another one.
    const { fetch, retries, throttle, maxAnswerSize, logger, allowInsecureHttp } = options;
    const call = iamCaller({
      baseUrl: baseUrl ?? options.baseUrl,
      region: options.region,
      ...{ fetch, retries, throttle, maxAnswerSize, logger, allowInsecureHttp },
    });
    return tokenAuth(new CachedToken((signal) => fetchToken(call, user, signal)), [password], placeToken);
  }
}

const typeName = (value: unknown) => (value === null ? "null" : typeof value);

function placeToken({ headers }: WireRequest, token: string): void {
  headers["x-auth-token"] = token;
}

async function fetchToken(
  call: CallOperation,
  { domain, user: name, password, project }: IamUser,
  signal: AbortSignal,
) {
  const user = { name, password, domain: { name: domain } };
  const scope = { project: /^[0-9a-f]{32}$/.test(project) ? { id: project } : { name: project } };
  const identity = { methods: ["password"] as ["password"], password: { user } };
  const given: CreateTokenArguments = { nocatalog: "true", auth: { identity, scope } };
  // Who waits for the token keeps the time; a limit of its own would cut that short.
  const answer = await call("createToken", createToken, given, { signal, timeout: Infinity });
  const { token } = (answer.data ?? {}) as Partial<CreateTokenResult>;
  const expected = "the token in the header X-Subject-Token";
  // By the issuer's own clock at both ends, since ours may be off. Neither may be there, whatever its type says.
  const lifetime = Date.parse(token?.expires_at ?? "") - Date.parse(token?.issued_at ?? "");
  const life = { lifetime: lifetime > 0 ? lifetime : documentedLifetime };
  const issue = { provider: "huawei-auth", operation: "createToken", answer, expected };
  return issuedToken(answer.raw.headers.get("x-subject-token"), issue, life);
}
