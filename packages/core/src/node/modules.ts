import type * as Http from "node:http";
import type * as Https from "node:https";
import type * as Net from "node:net";
import type * as Zlib from "node:zlib";

interface Modules {
  "node:http": typeof Http;
  "node:https": typeof Https;
  "node:net": typeof Net;
  "node:zlib": typeof Zlib;
}

/**
 * Loads a module of Node at its first use. Not by `import`, which reads every export of it: among those of
 * `node:http` is Node's WebSocket, whose library takes 30 ms and 14 MB.
 */
export async function load<Name extends keyof Modules>(name: Name): Promise<Modules[Name]> {
  // Node 20 has the function since 20.16.
  return (process.getBuiltinModule?.(name) ?? (await import(name))) as Modules[Name];
}
