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

/** Named one by one: of a name that is not written out, bundlers cannot tell what it is, and warn. */
const imports: { readonly [Name in keyof Modules]: () => Promise<Modules[Name]> } = {
  "node:http": () => import("node:http"),
  "node:https": () => import("node:https"),
  "node:net": () => import("node:net"),
  "node:zlib": () => import("node:zlib"),
};

/**
 * Loads a module of Node at its first use. Not by `import`, which reads every export of it: among those of
 * `node:http` is Node's WebSocket, whose library takes 30 ms and 14 MB.
 */
export async function load<Name extends keyof Modules>(name: Name): Promise<Modules[Name]> {
  // Node 20 has the function since 20.16.
  return (process.getBuiltinModule?.(name) ?? (await imports[name]())) as Modules[Name];
}
