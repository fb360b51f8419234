/** What is measured: one call of one API each, by our client, by others, and by hand. */
import { join } from "node:path";
import type { Protocol } from "./server/calls.ts";

export interface Subject {
  readonly protocol: Protocol;
  readonly name: string;
  /** Exports `connect(url)`, which gives a function that makes one call, and rejects unless it succeeded. */
  readonly file: string;
  /** The package that a user installs for it; none: it is written by hand, or generated. */
  readonly package?: string;
  /** Whether `connect` is given the global `fetch`, as it is on runtimes that are not Node. */
  readonly givenFetch?: true;
  /** Whether it cannot be bundled for browsers. */
  readonly nodeOnly?: true;
}

/** Names of rows that others are compared with. */
export const fetchFloor = "by hand, fetch";
export const httpFloor = "by hand, node:http";

const ours: Record<Protocol, string> = {
  tc3: "@jobwire/tencent-batch",
  "sdk-hmac": "@jobwire/huawei-dli",
  bearer: "@jobwire/bigchange",
  "query-token": "@jobwire/cielo24",
};

export const protocols = Object.keys(ours) as Protocol[];

/** Names of the rows of our clients. */
export const ourName = (protocol: Protocol) => ours[protocol];
export const ourFetchName = (protocol: Protocol) => `${ours[protocol]}, fetch given`;
/** The row of a client that has the one operation only. */
export const selectedName = (name: string) => `${name}, the operation alone`;
export const officialTencent = "official SDK, smallest import";

const tencentSdk = "tencentcloud-sdk-nodejs";

export const subjects: readonly Subject[] = [
  ...protocols.flatMap((protocol): Subject[] => [
    { protocol, name: fetchFloor, file: file(`${protocol}-fetch`) },
    { protocol, name: httpFloor, file: file(`${protocol}-http`), nodeOnly: true },
    { protocol, name: ourName(protocol), file: file(`${protocol}-jobwire`), package: ours[protocol] },
    { protocol, name: ourFetchName(protocol), file: file(`${protocol}-jobwire`), givenFetch: true },
  ]),
  { protocol: "tc3", name: officialTencent, file: file("tc3-sdk"), package: tencentSdk, nodeOnly: true },
  {
    protocol: "tc3",
    name: "official SDK, as documented",
    file: file("tc3-sdk-documented"),
    package: tencentSdk,
    nodeOnly: true,
  },
  { protocol: "tc3", name: "openapi-fetch", file: file("tc3-openapi-fetch"), package: "openapi-fetch" },
  { protocol: "tc3", name: "hey-api, generated", file: file("tc3-hey-api") },
  {
    protocol: "sdk-hmac",
    name: "official core",
    file: file("sdk-hmac-sdk"),
    package: "@huaweicloud/huaweicloud-sdk-core",
    nodeOnly: true,
  },
  { protocol: "bearer", name: "openapi-fetch", file: file("bearer-openapi-fetch"), package: "openapi-fetch" },
];

function file(name: string): string {
  return join(import.meta.dirname, "subjects", `${name}.js`);
}
