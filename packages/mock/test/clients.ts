import { createBigChangeClient } from "@jobwire/bigchange";
import { createCielo24Client } from "@jobwire/cielo24";
import { createCodeArtsBuildClient } from "@jobwire/codearts-build";
import { createHuaweiIamClient } from "@jobwire/huawei-auth";
import { createHuaweiDliClient } from "@jobwire/huawei-dli";
import { createTencentBatchClient } from "@jobwire/tencent-batch";

const iam = { domain: "acme", user: "robot", password: "open-sesame", project: "eu-de" };

/** Makes a client of every package that has a spec. Each gets its credentials the longest way it knows. */
export const clients: Readonly<Record<string, (baseUrl: string) => object>> = {
  bigchange: (baseUrl) =>
    createBigChangeClient({ clientId: "app", clientSecret: "open-sesame", customerId: 40817, baseUrl }),
  cielo24: (baseUrl) => createCielo24Client({ username: "robot", password: "open-sesame", baseUrl }),
  "codearts-build": (baseUrl) =>
    createCodeArtsBuildClient({ auth: { accessKey: "AKEXAMPLE", secretKey: "open-sesame" }, baseUrl }),
  "huawei-auth": (baseUrl) => createHuaweiIamClient({ baseUrl }),
  "huawei-dli": (baseUrl) => createHuaweiDliClient({ projectId: "f0e1d2", auth: { iam }, baseUrl }),
  "tencent-batch": (baseUrl) =>
    createTencentBatchClient({ secretId: "AKIDEXAMPLE", secretKey: "open-sesame", baseUrl }),
};
