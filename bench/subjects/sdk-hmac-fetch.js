/** Huawei by hand over `fetch`, signed with Web Crypto. */
const path = "/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138";
const encoder = new TextEncoder();

export function connect(url) {
  const { host } = new URL(url);
  return async () => {
    const response = await fetch(url + path, { method: "DELETE", headers: await signed(host) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const answer = await response.json();
    if (String(answer.is_success) !== "true") throw new Error(answer.message);
    return answer;
  };
}

async function signed(host) {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const canonical = `DELETE\n${path}/\n\nhost:${host}\nx-sdk-date:${date}\n\nhost;x-sdk-date\n${await sha256("")}`;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = encoder.encode("EXAMPLESECRETKEY");
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const text = `SDK-HMAC-SHA256\n${date}\n${await sha256(canonical)}`;
  const signature = hex(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return {
    "X-Sdk-Date": date,
    Authorization: `SDK-HMAC-SHA256 Access=ACCESSKEYEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
  };
}

async function sha256(text) {
  return hex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
