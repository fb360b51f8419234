import {
  type Auth,
  CachedToken,
  checkCredential,
  InvalidArgumentError,
  issuedToken,
  tokenAuth,
} from "@jobwire/core";
import type { Client } from "./generated/client.ts";

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
export function cielo24Auth(credentials: Cielo24Credentials, client: Client): Auth {
  const given = credentialNames.filter((name) => credentials[name] !== undefined);
  const check = (name: (typeof credentialNames)[number]) =>
    checkCredential("cielo24", name, credentials[name]);
  const place: Parameters<typeof tokenAuth>[2] = ({ url }, token) => {
    url.searchParams.delete("api_token"); // a redirect may have echoed it
    url.search += `${url.search ? "&" : "?"}api_token=${encodeURIComponent(token)}`;
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
      throw new InvalidArgumentError(
        `credentials: expected apiToken, or username with password or secureKey, got ${given.join(", ") || "none"}`,
        { provider: "cielo24" },
      );
  }

  function session(login: Parameters<Client["login"]>[0], secret: string): Auth {
    // Who waits for the token keeps the time; a limit of its own would cut that short.
    const token = new CachedToken(async (signal) => {
      const { data, response } = await client.login(login, { signal, timeout: Infinity }).withResponse();
      const answer = { provider: "cielo24", operation: "login", response, expected: "an ApiToken" };
      return issuedToken(data?.ApiToken, answer, { idle });
    });
    return tokenAuth(token, [secret], place);
  }
}
