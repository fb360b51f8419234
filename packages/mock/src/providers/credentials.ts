/** What the mocks accept unless other values are given. Where the specs' examples show credentials, these are they. */
const huawei = {
  domain: "example-company",
  user: "batch-runner",
  password: "correct-horse-battery-staple",
  project: "cn-north-4",
  projectId: "48cc2c48765f481480c7db940d6409d1",
  accessKey: "AKEXAMPLE",
  secretKey: "example-secret-key",
  token: "MIIExampleTokenThatOpensNothing0123456789",
};

export const defaults = {
  bigchange: {
    clientId: "example-application",
    clientSecret: "example-secret",
    customerId: "40817",
    accessToken: "eyJhbGciOiJub25lIn0.e30.example",
  },
  cielo24: {
    username: "john_doe",
    password: "example_password",
    secureKey: "968a8b637a5040159424872fffdb895b",
    apiToken: "7ca5dc5c7cce449fb0fff719307e8f5f",
  },
  "codearts-build": huawei,
  "huawei-dli": huawei,
  "tencent-batch": { secretId: "AKIDEXAMPLE", secretKey: "EXAMPLEKEY" },
};

/** A provider of which the mock knows more than its spec. */
export type KnownProvider = keyof typeof defaults;

/** What the mock of a provider accepts, by name. */
export type CredentialsOf<Name extends string> = Readonly<
  Record<Name extends KnownProvider ? keyof (typeof defaults)[Name] : string, string>
>;
