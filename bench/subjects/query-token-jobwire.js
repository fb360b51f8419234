/** cielo24 by `@jobwire/cielo24`, with the token of a session. */
import { createCielo24Client } from "@jobwire/cielo24";

export function connect(baseUrl, options) {
  const cielo24 = createCielo24Client({ apiToken: "7ca5dc5c7cce449fb0fff719307e8f5f", baseUrl, ...options });
  return () => cielo24.deleteJob({ job_id: "64bea283eff6475ea6596027a6ba0929" });
}
