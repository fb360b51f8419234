import {
  createHuaweiIamClient,
  type HuaweiAuth,
  type HuaweiIamClient,
  isHuaweiIamError,
} from "@jobwire/huawei-auth";
import { expectTypeOf, test } from "vitest";

declare const iam: HuaweiIamClient;
declare const error: unknown;

const user = { domain: "d", user: "u", password: "p", project: "eu-de" };

/** Compiled, never run. */
export function forms(secret: string | undefined): HuaweiAuth[] {
  return [
    { token: "t" },
    { accessKey: "a", secretKey: "s" },
    { accessKey: "a", secretKey: "s", securityToken: secret },
    { iam: user },
    { iam: { ...user, baseUrl: secret } },
    { token: "t", iam: undefined },
    // @ts-expect-error: no credentials
    {},
    // @ts-expect-error: the secret is missing
    { accessKey: "a" },
    // @ts-expect-error: the credential may be absent
    { token: secret },
    // @ts-expect-error: a token and keys
    { token: "t", accessKey: "a", secretKey: "s" },
    // @ts-expect-error: keys and a user
    { accessKey: "a", secretKey: "s", iam: user },
    // @ts-expect-error: a token and a user
    { token: "t", iam: user },
    // @ts-expect-error: a token, and one that belongs to keys
    { token: "t", securityToken: "x" },
    // @ts-expect-error: the project is missing
    { iam: { domain: "d", user: "u", password: "p" } },
    // @ts-expect-error: a member is misspelt
    { iam: { ...user, projectName: "eu-de" } },
  ];
}

export function calls() {
  const password = { user: { name: "u", password: "p", domain: { name: "d" } } };
  const scope = { project: { id: "48cc" } };
  iam.createToken({ auth: { identity: { methods: ["password"], password }, scope } });
  // @ts-expect-error: there is no such method
  iam.createToken({ auth: { identity: { methods: ["totp"], password }, scope } });
  // @ts-expect-error: the argument is missing
  iam.createToken();
  // @ts-expect-error: the option is misspelt
  createHuaweiIamClient({ regin: "eu-de" });
}

export function codes() {
  if (isHuaweiIamError(error, "createToken")) {
    expectTypeOf(error.code).toEqualTypeOf<undefined>();
    expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  }
  // @ts-expect-error: there is no such operation
  isHuaweiIamError(error, "deleteToken");
}

test("results", () => {
  type Token = Awaited<ReturnType<HuaweiIamClient["createToken"]>>["token"];
  expectTypeOf<Token["expires_at"]>().toEqualTypeOf<string>();
});
