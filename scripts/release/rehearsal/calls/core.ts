import { isJobwireError, sha256Hex } from "@jobwire/core";
import { InvalidArgumentError } from "@jobwire/core/errors";

/** The runtime of all clients calls nobody; but it signs, and its errors have an entrance of their own. */
export async function call(): Promise<string> {
  const error = new InvalidArgumentError("jobId: expected a number", { provider: "none" });
  if (!isJobwireError(error)) throw new Error("the two entrances have different errors");
  return sha256Hex("jobwire");
}
