import {
  type Auth,
  CachedToken,
  checkCredential,
  checkText,
  InvalidArgumentError,
  issuedToken,
  tokenAuth,
} from "@jobwire/core";
import type { Client } from "./generated/client.ts";

/** An application's credentials, or a token that was got with them. */
export type BigChangeCredentials =
  | {
      /** Id of the application. The client fetches tokens when it needs them. */
      clientId: string;
      /** Secret of the application. */
      clientSecret: string;
      accessToken?: undefined;
    }
  | {
      /** A bearer token. The client cannot renew it. */
      accessToken: string;
      clientId?: undefined;
      clientSecret?: undefined;
    };

export const credentialNames = ["clientId", "clientSecret", "accessToken"] as const;

const provider = "bigchange";

/** In seconds, when the answer does not say. */
const defaultLifetime = 3600;

/** A bearer token, from the application's credentials where these are given. */
export function bigChangeAuth(credentials: BigChangeCredentials, client: Client): Auth {
  const given = credentialNames.filter((name) => credentials[name] !== undefined);
  const check = (name: (typeof credentialNames)[number]) =>
    checkCredential(provider, name, credentials[name]);
  const place: Parameters<typeof tokenAuth>[2] = ({ headers }, token) => {
    headers.set("Authorization", `Bearer ${token}`);
  };
  switch (given.join()) {
    case "accessToken":
      return tokenAuth(check("accessToken"), [], place);
    case "clientId,clientSecret":
      return fetched(
        checkText(provider, "clientId", credentials.clientId),
        checkText(provider, "clientSecret", credentials.clientSecret),
      );
    default:
      throw new InvalidArgumentError(
        `credentials: expected clientId with clientSecret, or accessToken, got ${given.join(", ") || "none"}`,
        { provider },
      );
  }

  function fetched(client_id: string, client_secret: string): Auth {
    // Who waits for the token keeps the time; a limit of its own would cut that short.
    const token = new CachedToken(async (signal) => {
      const call = client.getAccessToken({ client_id, client_secret }, { signal, timeout: Infinity });
      const { data, response } = await call.withResponse();
      const answer = { provider, operation: "getAccessToken", response, expected: "an access_token" };
      const lifetime = (data?.expires_in ?? defaultLifetime) * 1000;
      return issuedToken(data?.access_token, answer, { lifetime });
    });
    return tokenAuth(token, [client_secret], place);
  }
}
