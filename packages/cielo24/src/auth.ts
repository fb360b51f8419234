import {
  type Auth,
  CachedToken,
  type CallOperation,
  checkCredential,
  FieldError,
  issuedToken,
  tokenAuth,
} from "@jobwire/core";
import type { LoginArguments, LoginResult } from "./generated/client.ts";
import { login } from "./generated/operations.ts";

/** A session that is open already, or what opens one. */
export type Cielo24Credentials =
  | {
      /** Token of an open session. It dies after an hour without use; the client cannot renew it. */
      apiToken: string;
      username?: undefined;
      password?: undefined;
      secureKey?: undefined;
    }
  | {
      /** Login name. The client logs in when it first needs to, and again when the session has ended. */
      username: string;
      password: string;
      apiToken?: undefined;
      secureKey?: undefined;
    }
  | {
      username: string;
      /** The lasting key of `generate_api_key`, in place of the password. */
      secureKey: string;
      apiToken?: undefined;
      password?: undefined;
    };

export const credentialNames = ["apiToken", "username", "password", "secureKey"] as const;

/** A session ends after more than an hour without use. */
const idle = 3_600_000;

/** The token travels in the query of every call; the session behind it is opened by the headers of `login`. */
export function cielo24Auth(credentials: Cielo24Credentials, call: CallOperation): Auth {
  const given = credentialNames.filter((name) => credentials[name] !== undefined);
  const check = (name: (typeof credentialNames)[number]) => checkCredential(name, credentials[name]);
  const place: Parameters<typeof tokenAuth>[2] = (request, token) => {
    const others = request.query.replace(/(^|&)api_token(=[^&]*)?(?=&|$)/g, ""); // a redirect may have echoed it
    request.query = `${others.replace(/^&/, "")}${others && "&"}api_token=${encodeURIComponent(token)}`;
  };
  switch (given.join()) {
    case "apiToken":
      return tokenAuth(check("apiToken"), [], place);
    case "username,password":
      return session(
        { "x-auth-user": check("username"), "x-auth-password": check("password") },
        check("password"),
      );
    case "username,secureKey":
      return session(
        { "x-auth-user": check("username"), "x-auth-securekey": check("secureKey") },
        check("secureKey"),
      );
    default:
      throw new FieldError(
        "credentials",
        `expected apiToken, or username with password or secureKey, got ${given.join(", ") || "none"}`,
      );
  }

  function session(headers: LoginArguments, secret: string): Auth {
    // Who waits for the token keeps the time; a limit of its own would cut that short.
    const token = new CachedToken(async (signal) => {
      const answer = await call("login", login, headers, { signal, timeout: Infinity });
      const issue = { provider: "cielo24", operation: "login", answer, expected: "an ApiToken" };
      return issuedToken((answer.data as LoginResult | undefined)?.ApiToken, issue, { idle });
    });
    return tokenAuth(token, [secret], place);
  }
}
