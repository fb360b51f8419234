import { STATUS_CODES } from "node:http";
import type { Answer } from "../answer.ts";
import { fieldOf } from "../finding.ts";
import type { Incoming } from "../incoming.ts";
import type { Operation } from "../operations.ts";
import { defaults } from "./credentials.ts";
import { formOf } from "./form.ts";
import { withMember } from "./members.ts";
import type { Behaviour, Provider, Refusal, Unauthenticated } from "./provider.ts";
import { Tokens } from "./tokens.ts";

/** In seconds. */
const lifetime = 3600;

/** Bearer tokens from `getAccessToken`, and the company in `Customer-Id`; every failure is a problem (RFC 7807). */
export const bigchange: Provider = {
  credentials: defaults.bigchange,

  start({ credentials, now, fresh }): Behaviour {
    const tokens = new Tokens({ accepted: credentials.accessToken, lifetime: lifetime * 1000, now });
    return {
      authenticate(incoming, operation) {
        if (operation.name === "getAccessToken") return checkApplication(incoming, operation);
        return operation.open
          ? undefined
          : (checkToken(incoming, operation) ?? checkCustomer(incoming, operation));
      },

      refuse,

      renew(answer) {
        const issued = () => tokens.issue(`eyJhbGciOiJub25lIn0.${fresh.hex(32)}.${fresh.hex(32)}`);
        const withToken = withMember(answer.body, ["access_token"], issued);
        return { ...answer, body: withMember(withToken, ["expires_in"], () => lifetime) };
      },

      sign(request, { open }) {
        if (open) return request;
        const authorization = `Bearer ${credentials.accessToken}`;
        const headers = { "customer-id": String(credentials.customerId), authorization, ...request.headers };
        return { ...request, headers };
      },
    };

    function checkApplication({ body }: Incoming, operation: Operation): Unauthenticated | undefined {
      const form = formOf(body);
      const [id, secret] = [form.get("client_id"), form.get("client_secret")];
      if (id === null || !secret) return undefined; // a violation
      const wrong = id === credentials.clientId ? "client_secret" : "client_id";
      if (wrong === "client_secret" && secret === credentials.clientSecret) return undefined;
      const detail = "The client id or the client secret is not valid.";
      return { answer: problem(400, detail, operation), message: `${wrong} is another one` };
    }

    function checkToken({ headers }: Incoming, operation: Operation): Unauthenticated | undefined {
      const [, token] = headers.authorization?.match(/^Bearer +(.+)$/i) ?? [];
      const state = token === undefined ? "missing" : tokens.stateOf(token);
      if (state === "valid") return undefined;
      const answer = problem(401, "The access token is missing or no longer valid.", operation);
      if (state === "expired") return { answer };
      const why = state === "missing" ? "is missing" : "was not issued by getAccessToken";
      return { answer, message: `the bearer token in Authorization ${why}` };
    }

    function checkCustomer({ headers }: Incoming, operation: Operation): Unauthenticated | undefined {
      const id = headers["customer-id"];
      if (id === undefined || id === credentials.customerId || !/^-?\d+$/.test(id)) return undefined;
      const answer = problem(403, "The application has no access to this customer.", operation);
      return { answer, message: `Customer-Id is another one than ${credentials.customerId}` };
    }
  },
};

const statuses = { path: 404, method: 405, size: 413, unreadable: 400, invalid: 422 } as const;

function refuse({ reason, findings }: Refusal, operation: Operation | undefined): Answer {
  const status = reason in statuses ? statuses[reason as keyof typeof statuses] : 404;
  if (status !== 422) return problem(status, findings[0]?.message ?? "", operation);
  const fields = [...new Set(findings.map(fieldOf))];
  const messagesOf = (field: string) => findings.filter((each) => fieldOf(each) === field);
  const errors = Object.fromEntries(
    fields.map((field) => [field, messagesOf(field).map(({ message }) => message)]),
  );
  return problem(status, "One or more values cannot be used.", operation, { errors });
}

/** As the spec's examples word it, where there is one for the status. */
function problem(status: number, detail: string, operation?: Operation, more: object = {}): Answer {
  const documented = operation?.documented.find((each) => each.status === status);
  const { headers = { "content-type": "application/problem+json" }, body = blank(status) } = documented ?? {};
  return { status, headers, body: { ...(body as object), detail, ...more } };
}

function blank(status: number): object {
  return { type: "about:blank", title: STATUS_CODES[status], status, instance: null };
}
