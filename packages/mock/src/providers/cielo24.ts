import { type Answer, jsonAnswer } from "../answer.ts";
import { isSuccess } from "../documented.ts";
import { type Finding, fieldOf } from "../finding.ts";
import type { Incoming } from "../incoming.ts";
import { defaults } from "./credentials.ts";
import { formOf, isForm } from "./form.ts";
import { withMember } from "./members.ts";
import type { Behaviour, Provider, Refusal, Unauthenticated } from "./provider.ts";
import { Tokens } from "./tokens.ts";

/** A session ends after an hour without use. */
const idle = 3_600_000;

/** Session tokens in the query or in a form, from `login`; every failure is `ErrorType` and `ErrorComment`. */
export const cielo24: Provider = {
  credentials: defaults.cielo24,

  start({ credentials, now, fresh }): Behaviour {
    const tokens = new Tokens({
      accepted: credentials.apiToken,
      lifetime: idle,
      now,
      renewedByUse: true,
    });
    return {
      /** An older page has the path of the deletion cut short. */
      translate: (incoming) =>
        incoming.path === "/api/job/del" ? { ...incoming, path: "/api/job/delete" } : incoming,

      authenticate(incoming, { name, open }) {
        if (name === "login") return checkLogin(incoming);
        if (open) return undefined;
        const token = parameter(incoming, "api_token");
        if (token === undefined) return refused("MISSING_PARAMETER", "api_token is missing");
        const state = tokens.stateOf(token);
        if (state === "valid") return undefined;
        if (state === "expired") return { answer: error("BAD_API_TOKEN", "The session has ended") };
        return refused("BAD_API_TOKEN", "api_token is not valid: no login has issued it");
      },

      refuse,

      renew(answer, { name }, incoming) {
        if (name === "logout" && isSuccess(answer)) tokens.revoke(parameter(incoming, "api_token"));
        const withToken = withMember(answer.body, ["ApiToken"], () => tokens.issue(fresh.hex(32)));
        return { ...answer, body: withMember(withToken, ["TaskId"], () => fresh.hex(32)) };
      },

      sign(request, { open }) {
        if (open) return request;
        const url = new URL(request.url);
        url.searchParams.set("api_token", credentials.apiToken ?? "");
        return { ...request, url };
      },
    };

    function checkLogin(incoming: Incoming): Unauthenticated | undefined {
      const { headers } = incoming;
      const username = headers["x-auth-user"] ?? parameter(incoming, "username");
      const password = headers["x-auth-password"] ?? parameter(incoming, "password");
      const key = headers["x-auth-securekey"] ?? parameter(incoming, "securekey");
      if (username === undefined) return refused("MISSING_PARAMETER", "the user name is missing");
      if (password === undefined && key === undefined) {
        return refused("MISSING_PARAMETER", "password and secure key are both missing");
      }
      if (username !== credentials.username) return refused("LOGIN_INVALID", "the user name is another one");
      if (password !== undefined && password !== credentials.password) {
        return refused("LOGIN_INVALID", "the password is another one");
      }
      if (key === undefined || key === credentials.secureKey) return undefined;
      return refused("LOGIN_INVALID", "the secure key is another one");
    }
  },
};

function parameter({ query, headers, body }: Incoming, name: string): string | undefined {
  const inQuery = new URLSearchParams(query).get(name);
  if (inQuery !== null) return inQuery;
  return (isForm(headers) && formOf(body).get(name)) || undefined;
}

function refused(code: string, message: string): Unauthenticated {
  return { answer: error(code, message), message };
}

function refuse({ reason, findings }: Refusal): Answer {
  const [finding = { at: "", message: "" }] = findings;
  switch (reason) {
    case "path":
      return error("NOT_IMPLEMENTED", finding.message, 404);
    case "method":
      return error("NOT_IMPLEMENTED", finding.message, 405);
    default:
      return error(codeOf(finding), comment(finding));
  }
}

function codeOf({ keyword }: Finding): string {
  if (keyword === "required") return "MISSING_PARAMETER";
  return keyword === "enum" ? "INVALID_OPTION" : "INVALID_QUERY";
}

function comment(finding: Finding): string {
  if (finding.keyword === "required") return `Required parameter ${fieldOf(finding)} is missing`;
  return `${fieldOf(finding)}: ${finding.message}`;
}

function error(ErrorType: string, ErrorComment: string, status = 400): Answer {
  return jsonAnswer(status, { ErrorType, ErrorComment });
}
