/** BigChange by `@jobwire/bigchange`, with a token. */
import { createBigChangeClient } from "@jobwire/bigchange";

export function connect(baseUrl, options) {
  const accessToken = "eyJhbGciOiJub25lIn0.e30.example";
  const bigchange = createBigChangeClient({ accessToken, customerId: "40817", baseUrl, ...options });
  return () => bigchange.cancelJob({ jobId: "128734501", reason: "The customer moved the visit." });
}
