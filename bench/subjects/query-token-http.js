/** cielo24 by hand over `node:http` with keep-alive. */

import { send } from "./http-json.js";
import { Agent } from "./node-http.js";

const query = new URLSearchParams({
  v: "1",
  job_id: "64bea283eff6475ea6596027a6ba0929",
  api_token: "7ca5dc5c7cce449fb0fff719307e8f5f",
});

export function connect(url) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return () => send({ hostname, port, path: `/api/job/delete?${query}`, agent });
}
