import type { ClientOptions, ClientSetup, Operations } from "@jobwire/core";
import { type Cielo24Credentials, cielo24Auth, credentialNames } from "./auth.ts";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export type Cielo24Options = ClientOptions & Cielo24Credentials;

/** What makes a client of the operations. */
export function setup(options: Cielo24Options, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: credentialNames,
    envelope,
    auth: (call) => cielo24Auth(options, call),
  };
}
