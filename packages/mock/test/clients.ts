import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiIamClient } from "@jobwire/huawei-auth";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

/** What a client needs to know of a mock. */
export interface Target {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** Makes a client of every package that has a spec. Each gets its credentials the longest way it knows. */
export const clients: Readonly<Record<string, (mock: Target) => object>> = {
  bigchange: ({ url, credentials }) =>
    createBigChangeClient({
      ...pick(credentials, "clientId", "clientSecret", "customerId"),
      baseUrl: url,
    }),
  cielo24: ({ url, credentials }) =>
    createCielo24Client({ ...pick(credentials, "username", "password"), baseUrl: url }),
  "codearts-build": ({ url, credentials }) =>
    createCodeArtsBuildClient({ auth: pick(credentials, "accessKey", "secretKey"), baseUrl: url }),
  "huawei-auth": ({ url }) => createHuaweiIamClient({ baseUrl: url }),
  "huawei-dli": ({ url, credentials }) =>
    createHuaweiDliClient({
      ...pick(credentials, "projectId"),
      auth: { iam: pick(credentials, "domain", "user", "password", "project") },
      baseUrl: url,
    }),
  "tencent-batch": ({ url, credentials }) =>
    createTencentBatchClient({ ...pick(credentials, "secretId", "secretKey"), baseUrl: url }),
};

function pick<Name extends string>(
  credentials: Target["credentials"],
  ...names: Name[]
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, credentials[name]])) as Record<Name, string>;
}
