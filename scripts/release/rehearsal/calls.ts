/** What the call of a package needs. The call itself is in `calls`. */
export interface CallNeeds {
  /** The provider whose mock it calls. */
  readonly mock?: string;
  /** Whether it listens at a port itself. */
  readonly serves?: true;
}

/** By the folder of the package. */
export const calls: Readonly<Record<string, CallNeeds>> = {
  bigchange: { mock: "bigchange" },
  cielo24: { mock: "cielo24" },
  "codearts-build": { mock: "codearts-build" },
  core: {},
  "huawei-auth": { mock: "huawei-dli" },
  "huawei-dli": { mock: "huawei-dli" },
  mock: { serves: true },
  "tencent-batch": { mock: "tencent-batch" },
};
