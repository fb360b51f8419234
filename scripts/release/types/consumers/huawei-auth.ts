import {
  createHuaweiIamClient,
  type IamUser,
  isHuaweiIamError,
  sdkDate,
  signSdkHmac,
} from "@jobwire/huawei-auth";

export const user: IamUser = { domain: "account", user: "jane", password: "secret", project: "eu-de" };
export const iam = createHuaweiIamClient({ region: "eu-de" });
export const isIam = (error: unknown) => isHuaweiIamError(error, "createToken");

export function authorization(path: string): string {
  const headers = { host: "localhost", "x-sdk-date": sdkDate(0) };
  const key = { accessKey: "key", secretKey: "secret" };
  return signSdkHmac({ method: "GET", path, query: "", headers, body: "" }, key);
}
