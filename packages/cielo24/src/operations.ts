import { createSelectedClient, type SelectedClient } from "@jobwire/core";
import type { Client } from "./generated/client.ts";
import type * as all from "./generated/operations.ts";
import { type Cielo24Options, setup } from "./setup.ts";

export * from "./generated/operations.ts";

type Operations = typeof all;

/**
 * Makes a client of cielo24 that has some operations only, as in `createCielo24Client(options, { deleteJob })`:
 * a bundle then holds no others. It has no `raw`.
 *
 * @throws InvalidArgumentError if an option is missing, unknown or malformed.
 */
export function createCielo24Client<Name extends keyof Operations>(
  options: Cielo24Options,
  operations: Pick<Operations, Name>,
): SelectedClient<Client, Name> {
  return createSelectedClient<SelectedClient<Client, Name>>(setup(options, operations));
}
