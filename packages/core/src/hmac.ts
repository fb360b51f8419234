/** Hashes by Web Crypto, which every supported runtime has. */

const encoder = new TextEncoder();

type Bytes = string | Uint8Array<ArrayBuffer>;

const bytes = (data: Bytes) => (typeof data === "string" ? encoder.encode(data) : data);

/** SHA-256 in lower-case hexadecimal. */
export async function sha256Hex(data: Bytes): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(data))));
}

export async function hmacSha256(key: Bytes, data: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", bytes(key), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, bytes(data)));
}

export function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
