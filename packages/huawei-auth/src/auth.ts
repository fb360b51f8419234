import {
  type Auth,
  CachedToken,
  type ClientOptions,
  checkCredential,
  checkText,
  InvalidArgumentError,
  issuedToken,
  tokenAuth,
} from "@jobwire/core";
import { createHuaweiIamClient, type HuaweiIamClient } from "./iam.ts";
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
  readonly provider: string;
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
export function huaweiAuth({ provider, options, projectId }: HuaweiAuthSetup): Auth {
  const { auth } = options;
  const refuse = (message: string): never => {
    throw new InvalidArgumentError(message, { provider });
  };
  if (typeof auth !== "object" || auth === null)
    return refuse(`auth: expected ${shapes}, got ${typeName(auth)}`);
  const names = Object.keys(auth).filter((name) => auth[name as keyof HuaweiAuth] !== undefined);
  switch (names.sort().join()) {
    case "token":
      return tokenAuth(check("auth.token", auth.token), [], placeToken);
    case "accessKey,secretKey":
    case "accessKey,secretKey,securityToken":
      return keyAuth();
    case "iam":
      return iamAuth(auth.iam as IamUser);
    default:
      return refuse(`auth: expected ${shapes}, got ${names.length > 0 ? `{ ${names.join(", ")} }` : "{}"}`);
  }

  function check(name: string, value: unknown): string {
    return checkCredential(provider, name, value);
  }

  function keyAuth(): Auth {
    const key = {
      accessKey: check("auth.accessKey", auth.accessKey),
      secretKey: check("auth.secretKey", auth.secretKey),
    };
    const { securityToken } = auth;
    if (securityToken !== undefined) check("auth.securityToken", securityToken);
    return {
      secrets: [key.secretKey, ...(securityToken === undefined ? [] : [securityToken])],
      signsTime: true,
      async apply({ method, url, headers, body, pathValues }, { now }) {
        if (body !== undefined && typeof body !== "string")
          throw new Error("only bodies of text can be signed");
        headers.set("X-Sdk-Date", sdkDate(now));
        const project = projectId?.(pathValues);
        if (project !== undefined) headers.set("X-Project-Id", String(project));
        if (securityToken !== undefined) headers.set("X-Security-Token", securityToken);
        const signed: Record<string, string> = { host: url.host };
        for (const name of ["content-type", "x-project-id", "x-sdk-date", "x-security-token"]) {
          const value = headers.get(name);
          if (value !== null) signed[name] = value;
        }
        const request = { method, path: url.pathname, query: url.search.slice(1), headers: signed };
        headers.set("Authorization", await signSdkHmac({ ...request, body: body ?? "" }, key));
      },
    };
  }

  function iamAuth(user: IamUser): Auth {
    if (typeof user !== "object" || user === null)
      return refuse(`auth.iam: expected an object, got ${typeName(user)}`);
    const { domain, user: name, password, project, baseUrl, ...unknown } = user;
    for (const [member, value] of Object.entries({ domain, user: name, password, project })) {
      checkText(provider, `auth.iam.${member}`, value);
    }
    const [surplus] = Object.keys(unknown);
    if (surplus !== undefined)
      return refuse(`auth.iam: expected domain, user, password, project and baseUrl, got also ${surplus}`);
    // Not the headers: they are for the service, and IAM is another one.
    const { fetch, retries, throttle, maxAnswerSize, logger, allowInsecureHttp } = options;
    const iam = createHuaweiIamClient({
      baseUrl: baseUrl ?? options.baseUrl,
      region: options.region,
      ...{ fetch, retries, throttle, maxAnswerSize, logger, allowInsecureHttp },
    });
    return tokenAuth(new CachedToken((signal) => fetchToken(iam, user, signal)), [password], placeToken);
  }
}

const typeName = (value: unknown) => (value === null ? "null" : typeof value);

function placeToken({ headers }: { headers: Headers }, token: string): void {
  headers.set("X-Auth-Token", token);
}

async function fetchToken(
  iam: HuaweiIamClient,
  { domain, user: name, password, project }: IamUser,
  signal: AbortSignal,
) {
  const user = { name, password, domain: { name: domain } };
  const scope = { project: /^[0-9a-f]{32}$/.test(project) ? { id: project } : { name: project } };
  const identity = { methods: ["password"] as ["password"], password: { user } };
  // Who waits for the token keeps the time; a limit of its own would cut that short.
  const options = { signal, timeout: Infinity };
  const call = iam.createToken({ nocatalog: "true", auth: { identity, scope } }, options);
  const { data, response } = await call.withResponse();
  const expected = "the token in the header X-Subject-Token";
  const answer = { provider: "huawei-auth", operation: "createToken", response, expected };
  // By the issuer's own clock at both ends, since ours may be off. Neither may be there, whatever its type says.
  const lifetime = Date.parse(data?.token?.expires_at) - Date.parse(data?.token?.issued_at);
  const life = { lifetime: lifetime > 0 ? lifetime : documentedLifetime };
  return issuedToken(response.headers.get("x-subject-token"), answer, life);
}
