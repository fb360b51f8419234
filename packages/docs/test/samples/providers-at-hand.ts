/**
 * Loaded before a sample: what it sends to a provider's hosts goes to the mock of that provider, in this process.
 * What it reads from its environment are credentials that the mocks take. Nothing else is reached but loopback.
 */
import { readFileSync } from "node:fs";
import { type Mock, type RecordedRequest, startMock } from "@jobwire/mock";

/** A provider's mock, and the hosts that it stands for. */
interface Stand {
  readonly mock: Mock;
  readonly hosts: RegExp;
}

const stands = await Promise.all(
  [
    ["tencent-batch", "tencent-batch"],
    ["cielo24", "cielo24"],
    ["bigchange", "bigchange"],
    ["codearts-build", "codearts-build"],
    ["huawei-dli", "huawei-dli"],
    ["huawei-dli", "huawei-auth"], // IAM, which each of the Huawei mocks serves
  ].map(async ([name, spec]): Promise<Stand> => {
    const hosts = hostsOf(spec as string);
    return { hosts, mock: await startMock(name as string, { credentials: {} }) };
  }),
);

const of = (index: number) => stands[index]?.mock.credentials ?? {};
const [tencent, cielo24, bigchange, huawei] = [of(0), of(1), of(2), of(4)];
Object.assign(process.env, {
  TENCENT_SECRET_ID: tencent.secretId,
  TENCENT_SECRET_KEY: tencent.secretKey,
  CIELO24_PASSWORD: cielo24.password,
  CIELO24_TOKEN: cielo24.apiToken,
  BIGCHANGE_ID: bigchange.clientId,
  BIGCHANGE_SECRET: bigchange.clientSecret,
  BIGCHANGE_TOKEN: bigchange.accessToken,
  AK: huawei.accessKey,
  SK: huawei.secretKey,
  HUAWEI_TOKEN: huawei.token,
  PASSWORD: huawei.password,
  PROJECT_ID: "48cc2c48765f481480c7db940d6409d1",
});

const socketFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (/^(127\.|localhost$|\[::1\]$)/.test(hostname)) return socketFetch(input, init);
  const stand = stands.find(({ hosts }) => hosts.test(hostname));
  if (!stand) throw new Error(`${hostname} is none of the hosts that the specs name`);
  return stand.mock.fetch(input, init);
};

/** The requests that the mocks got since the last time, token calls included. */
export function takeRequests(): RecordedRequest[] {
  const requests = stands.flatMap(({ mock }) => [...mock.requests]);
  for (const { mock } of stands) mock.reset();
  return requests;
}

/** Lets the process end. */
export async function closeMocks(): Promise<void> {
  await Promise.all(stands.map(({ mock }) => mock.close()));
}

function hostsOf(spec: string): RegExp {
  const file = new URL(`../../../${spec}/openapi.json`, import.meta.url);
  const { servers } = JSON.parse(readFileSync(file, "utf8")) as { servers: { url: string }[] };
  const patterns = servers.map(({ url }) =>
    url
      .replace("https://", "")
      .replaceAll(".", "\\.")
      .replace(/\{\w+\}/g, "[a-z0-9-]+"),
  );
  return new RegExp(`^(${patterns.join("|")})$`);
}
