import { STATUS_CODES } from "node:http";
import { type Answer, jsonAnswer } from "../answer.ts";
import type { Finding } from "../finding.ts";
import type { Incoming } from "../incoming.ts";
import { verifySdkHmac } from "../signatures/sdk-hmac.ts";
import { defaults } from "./credentials.ts";
import { memberAt, readJson, withMember } from "./members.ts";
import type { Behaviour, Provider, Refusal, Unauthenticated } from "./provider.ts";
import { Tokens } from "./tokens.ts";

/** What the services word differently. */
export interface Wording {
  /** How the codes of the gateway in front of the service begin. */
  readonly gateway: "APIG" | "APIGW";
  /** The service's code for a value that is missing or wrong. */
  readonly invalid: (finding: Finding) => string;
}

/** In ms. */
const lifetime = 24 * 3_600_000;

/**
 * A service of Huawei Cloud, with the IAM that issues its tokens: `X-Auth-Token`, or a request signed by
 * SDK-HMAC-SHA256.
 */
export function huawei({ gateway, invalid }: Wording): Provider {
  return {
    credentials: defaults["huawei-dli"],
    optional: ["securityToken"],

    start({ credentials, now, fresh }): Behaviour {
      const tokens = new Tokens({ accepted: credentials.token, lifetime, now });
      return {
        authenticate(incoming, operation) {
          if (operation.name === "createToken") return checkUser(incoming);
          if (operation.open) return undefined;
          const { "x-auth-token": token } = incoming.headers;
          return token === undefined ? checkSignature(incoming) : checkToken(token);
        },

        refuse: (refusal, operation) =>
          operation?.name === "createToken" ? refuseToken(refusal) : refuseService(refusal),

        renew: (answer, operation, incoming) =>
          operation.name === "createToken" ? renewToken(answer, incoming) : renewService(answer),

        sign(request, { open }) {
          if (open) return request;
          const url = new URL(request.url);
          url.pathname = url.pathname.replace("%7Bproject_id%7D", credentials.projectId ?? "");
          return {
            ...request,
            url,
            headers: { "x-auth-token": credentials.token ?? "", ...request.headers },
          };
        },
      };

      function checkUser({ body }: Incoming): Unauthenticated | undefined {
        const user = memberAt(readJson(body), "auth", "identity", "password", "user");
        const given = {
          domain: memberAt(user, "domain", "name"),
          user: memberAt(user, "name"),
          password: memberAt(user, "password"),
        };
        if (Object.values(given).some((value) => typeof value !== "string")) return undefined; // a violation
        const [wrong] = Object.keys(given).filter(
          (name) => given[name as keyof typeof given] !== credentials[name],
        );
        if (wrong !== undefined) {
          const answer = identityError(401, "The username or password is wrong.");
          return { answer, message: `the ${wrong} is another one` };
        }
        const { id = credentials.projectId, name = credentials.project } = scopeOf(body) ?? {};
        if (id === credentials.projectId && name === credentials.project) return undefined;
        const message = `the project is another one than ${credentials.project} (${credentials.projectId})`;
        return { answer: identityError(401, "The project does not exist, or is not the user's."), message };
      }

      function checkToken(token: string): Unauthenticated | undefined {
        const state = tokens.stateOf(token);
        if (state === "valid") return undefined;
        if (state === "expired") return { answer: gatewayError(401, "0307", "The token must be updated") };
        const why = "X-Auth-Token was not issued by /v3/auth/tokens, or for no project";
        return refused("0301", "Incorrect IAM authentication information: verify token failed", why);
      }

      function checkSignature(incoming: Incoming): Unauthenticated | undefined {
        const { headers } = incoming;
        if (headers.authorization === undefined) {
          const why = "X-Auth-Token is missing, and so is a signature in Authorization";
          return refused("0301", "Incorrect IAM authentication information: no credentials", why);
        }
        const { accessKey = "", secretKey = "", securityToken } = credentials;
        const refusal = verifySdkHmac(incoming, { accessKey, secretKey }, now());
        const text = "Incorrect IAM authentication information: verify aksk signature failed";
        if (refusal) return refused("0301", text, refusal.message);
        if (headers["x-security-token"] === securityToken) return undefined;
        return refused("0301", text, "X-Security-Token is not the one that belongs to the key");
      }

      /** A refusal of the gateway; all of these are 401. */
      function refused(number: string, text: string, message: string): Unauthenticated {
        return { answer: gatewayError(401, number, text), message };
      }

      function refuseService({ reason, findings: [finding = { at: "", message: "" }] }: Refusal): Answer {
        const text = `${finding.at}: ${finding.message}`;
        switch (reason) {
          case "path":
          case "method":
            return gatewayError(404, "0101", "The API does not exist or has not been published");
          case "size":
            return gatewayError(413, "0201", "The request body is too large");
          default:
            return renewService(jsonAnswer(400, { error_code: invalid(finding), error_msg: text }));
        }
      }

      function gatewayError(status: number, number: string, text: string): Answer {
        const request_id = fresh.hex(32);
        const body = { error_code: `${gateway}.${number}`, error_msg: text, request_id };
        return jsonAnswer(status, body, { "x-request-id": request_id });
      }

      function renewService({ status, headers, body }: Answer): Answer {
        const id = fresh.hex(32);
        return {
          status,
          headers: { ...headers, "x-request-id": id },
          body: withMember(body, ["request_id"], () => id),
        };
      }

      /** Only a token for a project opens the services. */
      function renewToken(answer: Answer, incoming: Incoming): Answer {
        if (answer.status !== 201) return answer;
        const made = `MII${fresh.hex(64)}`;
        const scope = scopeOf(incoming.body);
        const token = scope ? tokens.issue(made) : made;
        const issued = fresh.date();
        const moments: readonly [string, number][] = [
          ["issued_at", issued],
          ["expires_at", issued + lifetime],
        ];
        const body = moments.reduce(
          (body, [name, ms]) => withMember(body, ["token", name], () => identityTime(ms)),
          answer.body,
        );
        const headers = { ...answer.headers, "x-subject-token": token };
        const project = () => memberAt(body, "token", "project");
        return {
          ...answer,
          headers,
          body: withMember(body, ["token", "project"], () => (scope ? project() : undefined)),
        };
      }
    },
  };
}

/** The project that a token is asked for. */
function scopeOf(body: Buffer | undefined): { id?: unknown; name?: unknown } | undefined {
  const project = memberAt(readJson(body), "auth", "scope", "project");
  return typeof project === "object" && project !== null ? project : undefined;
}

const identityStatuses = { path: 404, method: 405, size: 413 } as const;

function refuseToken({ reason, findings: [finding = { at: "", message: "" }] }: Refusal): Answer {
  const status = reason in identityStatuses ? identityStatuses[reason as keyof typeof identityStatuses] : 400;
  return identityError(status, `${finding.at}: ${finding.message}`);
}

function identityError(code: number, message: string): Answer {
  return jsonAnswer(code, { error: { code, message, title: STATUS_CODES[code] } });
}

/** With microseconds, as IAM writes it. */
function identityTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000Z");
}
