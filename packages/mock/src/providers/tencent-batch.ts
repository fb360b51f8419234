import { type Answer, jsonAnswer } from "../answer.ts";
import type { Finding } from "../finding.ts";
import type { Incoming } from "../incoming.ts";
import { type InputSchema, inputAt, memberOf, partsOf } from "../input-schema.ts";
import type { Operation } from "../operations.ts";
import type { BadSignature } from "../signatures/refusal.ts";
import { signTc3 } from "../signatures/sign-tc3.ts";
import { tolerance, verifyTc3 } from "../signatures/tc3.ts";
import { verifyTencentV1 } from "../signatures/tencent-v1.ts";
import { defaults } from "./credentials.ts";
import { memberAt, readJson, withMember } from "./members.ts";
import type { Behaviour, Provider, Refusal, Unauthenticated } from "./provider.ts";
import { inSpecForm, isV1, tooLarge, v1Parameter } from "./tencent-forms.ts";

/** Signed requests; every answer is a `Response` with HTTP 200, failures too. */
export const tencentBatch: Provider = {
  credentials: defaults["tencent-batch"],
  optional: ["token"],

  start({ credentials, now, fresh }): Behaviour {
    const { secretId = "", secretKey = "", token } = credentials;
    const key = { secretId, secretKey };
    return {
      translate: inSpecForm,
      tooLarge,

      authenticate(incoming) {
        const refusal = isV1(incoming)
          ? verifyTencentV1(incoming, key, now())
          : verifyTc3(incoming, key, now());
        if (refusal) return refused(codes[refusal.reason], refusal.message);
        const given = isV1(incoming) ? v1Parameter(incoming, "Token") : incoming.headers["x-tc-token"];
        if (given === token) return undefined;
        const what =
          token === undefined ? "these keys have none" : "it is another one than that of these keys";
        return refused("AuthFailure.TokenFailure", `the token of temporary keys: ${what}`);
      },

      check: unknownMembers,

      refuse({ reason, findings: [finding = { at: "", message: "" }] }: Refusal) {
        const text = `${finding.at}: ${finding.message}`;
        switch (reason) {
          case "path":
            return error("InvalidAction", finding.message, 404);
          case "method":
            return error("UnsupportedProtocol", text);
          case "action":
            return error("InvalidAction", text);
          case "no-action":
            return error("MissingParameter", text);
          case "size":
            return error("RequestSizeLimitExceeded", text);
          case "unreadable":
            return error("InvalidParameter", text);
          case "invalid":
            return error(codeOf(finding), text);
        }
      },

      tellsFailure: (body) => memberAt(body, "Response", "Error") !== undefined,

      renew: (answer) => ({
        ...answer,
        body: withMember(answer.body, ["Response", "RequestId"], () => fresh.uuid()),
      }),

      sign(request) {
        const temporary = token === undefined ? {} : { "x-tc-token": token };
        return signTc3({ ...request, headers: { ...request.headers, ...temporary } }, key, now());
      },

      signedFor: tolerance,
    };

    function refused(code: string, message: string): Unauthenticated {
      return { answer: error(code, message), message };
    }

    function error(Code: string, Message: string, status = 200): Answer {
      return jsonAnswer(status, { Response: { Error: { Code, Message }, RequestId: fresh.uuid() } });
    }
  },
};

const codes: Readonly<Record<BadSignature["reason"], string>> = {
  malformed: "AuthFailure.InvalidAuthorization",
  "unknown-key": "AuthFailure.SecretIdNotFound",
  expired: "AuthFailure.SignatureExpire",
  mismatch: "AuthFailure.SignatureFailure",
};

function codeOf({ at, keyword }: Finding): string {
  if (at.toLowerCase() === "header.x-tc-version") return "NoSuchVersion";
  if (keyword === "required") return "MissingParameter";
  if (keyword === "unknown") return "UnknownParameter";
  return keyword === "type" ? "InvalidParameter" : "InvalidParameterValue";
}

/** Tencent refuses members that an action, or an object in it, does not have. */
function unknownMembers({ body }: Incoming, operation: Operation): Finding[] {
  const { at, schema } = inputAt(operation, ["body"]);
  return unknownIn(readJson(body), schema, at);
}

function unknownIn(value: unknown, schema: InputSchema, at: string): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  const known = partsOf(schema).flatMap(({ properties = {} }) => Object.keys(properties));
  const isFree = Array.isArray(value) || known.length === 0;
  return Object.entries(value).flatMap(([name, member]) => {
    const place = `${at}.${name}`;
    if (isFree || known.includes(name)) return unknownIn(member, memberOf(schema, name), place);
    const message = `is unknown, expected some of ${known.join(", ")}`;
    return [{ at: place, message, keyword: "unknown" }];
  });
}
