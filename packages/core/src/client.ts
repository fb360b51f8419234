import { callByName, callOperation } from "./by-name.ts";
import type { PathCallInit } from "./by-path.ts";
import { createCall } from "./call.ts";
import type { Operations } from "./definition.ts";
import type { CallOptions } from "./options.ts";
import type { RawClient } from "./raw.ts";
import { type CallOperation, type ClientSetup, createRequester, type Requester } from "./requester.ts";

/** Makes a provider's client: a method for every operation of its spec, and `raw` for calls by path. */
export function createClient<Client extends object>(setup: ClientSetup): Client {
  const { operations } = setup;
  const requester = createRequester(setup);
  const client = createMethods<Client>(requester, operations);
  return Object.assign(client, { raw: createRawClient(requester, operations) });
}

/** Makes a client of some operations only and without `raw`, so that a bundle holds nothing else. */
export function createSelectedClient<Client extends object>(setup: ClientSetup): Client {
  return createMethods<Client>(createRequester(setup), setup.operations);
}

/** Makes what calls operations and gives their whole answers, as those need who fetch tokens. */
export function createCaller(setup: ClientSetup): CallOperation {
  const requester = createRequester(setup);
  return (...call) => callOperation(requester, ...call);
}

/** What types they have, only the caller knows: these are generated from the same spec as the table. */
function createMethods<Client extends object>(requester: Requester, operations: Operations): Client {
  const methods: Record<string, unknown> = {};
  const paginate: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(operations)) {
    if ("make" in definition) {
      methods[name] = definition.make(requester, name, definition);
      continue;
    }
    methods[name] = (given: object = {}, options: CallOptions = {}) =>
      createCall(callByName(requester, name, definition, given, options));
    const { pagination } = definition;
    if (pagination) paginate[name] = pagination.make(requester, name, definition, pagination);
  }
  return (Object.keys(paginate).length > 0 ? { ...methods, paginate } : methods) as Client;
}

const verbs = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"] as const;

/** Calls by path are loaded with the first of them, since most programs make none. */
function createRawClient(requester: Requester, operations: Operations): RawClient<object> {
  return Object.fromEntries(
    verbs.map((method) => [
      method,
      async (path: string, init: PathCallInit = {}) => {
        const { callByPath } = await import("./by-path.ts");
        return callByPath(requester, operations, method, path, init);
      },
    ]),
  ) as RawClient<object>;
}
