/** Huawei by hand over `node:http` with keep-alive, signed with `node:crypto`. */

import { send } from "./http-json.js";
import { createHash, createHmac } from "./node-crypto.js";
import { Agent } from "./node-http.js";

const path = "/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138";
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

export function connect(url) {
  const { host, hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return async () => {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const canonical = `DELETE\n${path}/\n\nhost:${host}\nx-sdk-date:${date}\n\nhost;x-sdk-date\n${sha256("")}`;
    const text = `SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`;
    const signature = createHmac("sha256", "EXAMPLESECRETKEY").update(text).digest("hex");
    const headers = {
      "X-Sdk-Date": date,
      Authorization: `SDK-HMAC-SHA256 Access=ACCESSKEYEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
    };
    const answer = await send({ hostname, port, path, method: "DELETE", headers, agent });
    if (String(answer.is_success) !== "true") throw new Error(answer.message);
    return answer;
  };
}
