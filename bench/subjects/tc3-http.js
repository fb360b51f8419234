/** Tencent by hand over `node:http` with keep-alive, signed with `node:crypto`. */

import { send } from "./http-json.js";
import { createHash, createHmac } from "./node-crypto.js";
import { Agent } from "./node-http.js";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text);

export function connect(url) {
  const { host, hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return async () => {
    const body = JSON.stringify({ JobId: "job-f5da1edl" });
    const timestamp = Math.floor(Date.now() / 1000);
    const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
    const scope = `${date}/batch/tc3_request`;
    const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`;
    const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`;
    let key = "TC3EXAMPLESECRETKEY";
    for (const part of [date, "batch", "tc3_request"]) key = hmac(key, part).digest();
    const signature = hmac(key, text).digest("hex");
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "X-TC-Action": "DeleteJob",
      "X-TC-Version": "2017-03-12",
      "X-TC-Region": "ap-guangzhou",
      "X-TC-Timestamp": timestamp,
      Authorization: `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    };
    const { Response } = await send({ hostname, port, path: "/", method: "POST", headers, agent }, body);
    if (Response.Error) throw new Error(Response.Error.Message);
    return Response;
  };
}
