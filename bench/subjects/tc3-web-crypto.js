/** The headers of Tencent's call, signed with Web Crypto, for those that have no signature of their own. */
const encoder = new TextEncoder();

export async function signed(host, body) {
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/batch/tc3_request`;
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${await sha256(body)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${await sha256(canonical)}`;
  let key = encoder.encode("TC3EXAMPLESECRETKEY");
  for (const part of [date, "batch", "tc3_request"]) key = await hmac(key, part);
  const signature = hex(await hmac(key, text));
  return {
    "Content-Type": "application/json",
    "X-TC-Action": "DeleteJob",
    "X-TC-Version": "2017-03-12",
    "X-TC-Region": "ap-guangzhou",
    "X-TC-Timestamp": String(timestamp),
    Authorization: `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
  };
}

async function hmac(bytes, text) {
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return crypto.subtle.sign("HMAC", key, encoder.encode(text));
}

async function sha256(text) {
  return hex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
