import {
  type ClientOptions,
  type ClientSetup,
  FieldError,
  type Int64Input,
  type Operations,
} from "@jobwire/core";
import { type BigChangeCredentials, bigChangeAuth, credentialNames } from "./auth.ts";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export type BigChangeOptions = ClientOptions &
  BigChangeCredentials & {
    /** The company on whose behalf calls are made, sent as `Customer-Id`. */
    customerId: Int64Input;
  };

/** What makes a client of the operations. */
export function setup(options: BigChangeOptions, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: [...credentialNames, "customerId"],
    envelope,
    tenant: { "Customer-Id": options?.customerId },
    auth(call) {
      if (options.customerId === undefined)
        throw new FieldError("customerId", "expected a 64-bit integer, got nothing");
      return bigChangeAuth(options, call);
    },
  };
}
