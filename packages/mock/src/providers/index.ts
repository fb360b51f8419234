import { expected, expectMembers } from "../expect.ts";
import { bigchange } from "./bigchange.ts";
import { cielo24 } from "./cielo24.ts";
import type { KnownProvider } from "./credentials.ts";
import { generic } from "./generic.ts";
import { huawei } from "./huawei.ts";
import type { Behaviour, Context, Provider } from "./provider.ts";
import { tencentBatch } from "./tencent-batch.ts";

const known: Readonly<Record<KnownProvider, Provider>> = {
  bigchange,
  cielo24,
  "codearts-build": huawei({
    gateway: "APIGW",
    invalid: ({ at }) => (at === "path.job_id" ? "CB.00060201" : "CB.00060200"),
  }),
  "huawei-dli": huawei({ gateway: "APIG", invalid: () => "DLI.0001" }),
  "tencent-batch": tencentBatch,
};

function providerOf(name: string): Provider {
  return Object.hasOwn(known, name) ? known[name as KnownProvider] : generic;
}

/** The names of the credentials that the mock of a provider can be given. */
export function credentialNames(provider: string): readonly string[] {
  const { credentials, optional = [] } = providerOf(provider);
  return [...Object.keys(credentials), ...optional];
}

/** How the mock of a provider behaves, and the credentials that it accepts: the given ones and, else, its own. */
export function behaviourOf(
  provider: string,
  { given, ...context }: Omit<Context, "credentials"> & { given: Readonly<Record<string, string>> },
): { behaviour: Behaviour; credentials: Readonly<Record<string, string>> } {
  const { credentials: own, start } = providerOf(provider);
  if (typeof given !== "object" || given === null) throw expected("credentials", "an object", given);
  expectMembers("credentials", given, credentialNames(provider));
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== "string" || value === "") throw expected(`credentials.${name}`, "a string", value);
  }
  const credentials = { ...own, ...given };
  return { behaviour: start({ ...context, credentials }), credentials };
}
