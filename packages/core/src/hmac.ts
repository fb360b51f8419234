/** Hashes by Web Crypto, which every supported runtime has. */

const encoder = new TextEncoder();

/** SHA-256 in lower-case hexadecimal. */
export async function sha256Hex(data: string): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", encoder.encode(data)));
}

export async function hmacSha256(key: string | ArrayBuffer, data: string): Promise<ArrayBuffer> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = typeof key === "string" ? encoder.encode(key) : key;
  const imported = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  return crypto.subtle.sign("HMAC", imported, encoder.encode(data));
}

export function hex(data: ArrayBuffer): string {
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
