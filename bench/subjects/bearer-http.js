/** BigChange by hand over `node:http` with keep-alive. */

import { send } from "./http-json.js";
import { Agent } from "./node-http.js";

export function connect(url) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return () => {
    const body = JSON.stringify({ reason: "The customer moved the visit." });
    const headers = {
      Authorization: "Bearer eyJhbGciOiJub25lIn0.e30.example",
      "Customer-Id": "40817",
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
    };
    const path = "/v1/jobs/128734501/cancel";
    return send({ hostname, port, path, method: "PUT", headers, agent }, body);
  };
}
