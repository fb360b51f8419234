import { load } from "./modules.ts";

/** This machine is never reached by a proxy. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127(\.\d+){3}$/.test(host)
  );
}

/**
 * Whether `NO_PROXY` exempts a host. It lists, by commas or blanks, names (with all names below them, with or
 * without a dot before), addresses and ranges of addresses as `10.0.0.0/8`, each with or without a port; `*`
 * stands for every host.
 */
export async function isExempt(host: string, port: number, list: string): Promise<boolean> {
  for (const entry of list.toLowerCase().split(/[\s,]+/)) {
    if (entry === "*" || (await matches(host, port, entry))) return true;
  }
  return false;
}

async function matches(host: string, port: number, entry: string): Promise<boolean> {
  if (entry.includes("/")) return inRange(host, entry);
  // The colons of an IPv6 address without brackets begin no port.
  const [, bracketed, plain, only] = /^(?:\[(.*)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const name = (bracketed ?? plain ?? "").replace(/^\*?\./, "");
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}

async function inRange(host: string, range: string): Promise<boolean> {
  const { BlockList, isIP } = await load("node:net");
  const [network = "", bits] = range.split("/");
  const kinds = { 0: undefined, 4: "ipv4", 6: "ipv6" } as const;
  const kind = kinds[isIP(network) as 0 | 4 | 6];
  const prefix = Number(bits);
  if (
    !kind ||
    kind !== kinds[isIP(host) as 0 | 4 | 6] ||
    !(prefix >= 0 && prefix <= (kind === "ipv4" ? 32 : 128))
  ) {
    return false;
  }
  const addresses = new BlockList();
  addresses.addSubnet(network, prefix, kind);
  return addresses.check(host, kind);
}
