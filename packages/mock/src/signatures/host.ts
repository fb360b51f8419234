/**
 * What a Tencent client may have signed as its host: `Host` as sent, or without its port. The official SDKs sign
 * the bare name under TC3, and their endpoint, port included, under v1.
 */
export function signableHosts(host: string): string[] {
  const name = host.replace(/:\d+$/, "");
  return name === host ? [host] : [host, name];
}
