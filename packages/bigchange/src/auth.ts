import {
  type Auth,
  CachedToken,
  type CallOperation,
  checkCredential,
  checkText,
  FieldError,
  issuedToken,
  tokenAuth,
} from "@jobwire/core";
import type { GetAccessTokenArguments, GetAccessTokenResult } from "./generated/client.ts";
import { getAccessToken } from "./generated/operations.ts";

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

/** In seconds, when the answer does not say. */
const defaultLifetime = 3600;

/** A bearer token, from the application's credentials where these are given. */
export function bigChangeAuth(credentials: BigChangeCredentials, call: CallOperation): Auth {
  const given = credentialNames.filter((name) => credentials[name] !== undefined);
  const check = (name: (typeof credentialNames)[number]) => checkCredential(name, credentials[name]);
  const place: Parameters<typeof tokenAuth>[2] = ({ headers }, token) => {
    headers.authorization = `Bearer ${token}`;
  };
  switch (given.join()) {
    case "accessToken":
      return tokenAuth(check("accessToken"), [], place);
    case "clientId,clientSecret":
      return fetched(
        checkText("clientId", credentials.clientId),
        checkText("clientSecret", credentials.clientSecret),
      );
    default:
      throw new FieldError(
        "credentials",
        `expected clientId with clientSecret, or accessToken, got ${given.join(", ") || "none"}`,
      );
  }

  function fetched(client_id: string, client_secret: string): Auth {
    // Who waits for the token keeps the time; a limit of its own would cut that short.
    const token = new CachedToken(async (signal) => {
      const given: GetAccessTokenArguments = { client_id, client_secret };
      const answer = await call("getAccessToken", getAccessToken, given, { signal, timeout: Infinity });
      const issued = answer.data as GetAccessTokenResult | undefined;
      const issue = {
        provider: "bigchange",
        operation: "getAccessToken",
        answer,
        expected: "an access_token",
      };
      return issuedToken(issued?.access_token, issue, {
        lifetime: (issued?.expires_in ?? defaultLifetime) * 1000,
      });
    });
    return tokenAuth(token, [client_secret], place);
  }
}
