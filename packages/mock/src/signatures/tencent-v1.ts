import { createHmac } from "node:crypto";
import type { Incoming } from "../incoming.ts";
import { checkClock } from "./clock.ts";
import { decodeForm } from "./form.ts";
import { signableHosts } from "./host.ts";
import { quote } from "./quote.ts";
import { type BadSignature, checkKeyId, malformed } from "./refusal.ts";
import { sha256 } from "./sha256.ts";
import type { TencentKey } from "./tc3.ts";

type Parameters = ReadonlyMap<string, string>;

const hashes: ReadonlyMap<string, string> = new Map([
  ["HmacSHA1", "sha1"],
  ["HmacSHA256", "sha256"],
]);

/** Seconds. */
const tolerance = 300;

/** Characters of a string to sign that a message shows; a form may have a megabyte. */
const shown = 2000;

/**
 * Verifies a v1 signature (HmacSHA1, HmacSHA256), as Tencent Cloud does; undefined: it is good. `now` is in ms.
 * All parameters stand in the query of a GET or in the form of a POST.
 *
 * @see https://www.tencentcloud.com/document/product/228/31724
 */
export function verifyTencentV1(request: Incoming, key: TencentKey, now: number): BadSignature | undefined {
  const parameters = readParameters(request);
  if ("reason" in parameters) return parameters;
  return (
    checkParameters(parameters) ??
    checkKeyId("SecretId", parameters.get("SecretId"), key.secretId) ??
    checkClock("Timestamp", Number(parameters.get("Timestamp")), now, tolerance) ??
    checkSignature(request, parameters, key)
  );
}

function readParameters({ method, query, body }: Incoming): Parameters | BadSignature {
  if (method !== "GET" && method !== "POST") return malformed("Only GET and POST can be signed with v1");
  if (method === "POST" && query !== "") {
    return malformed("A POST signed with v1 has all its parameters in the form, none in the query");
  }
  if (method === "POST" && body === undefined) {
    return malformed("The body is too large for its signature to be verified");
  }
  const text = method === "GET" ? query : decodeUtf8(body);
  const pairs = text === undefined ? undefined : decodeForm(text);
  if (!pairs) return malformed("The parameters are not percent-encoded UTF-8");
  const parameters = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (parameters.has(name)) return malformed(`Parameter ${quote(name)} is given twice`);
    parameters.set(name, value);
  }
  return parameters;
}

/** Undefined: it is no UTF-8. A lossy reading would let bytes change unseen by the signature. */
function decodeUtf8(body: Buffer | undefined): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function checkParameters(parameters: Parameters): BadSignature | undefined {
  const missing = ["SecretId", "Timestamp", "Nonce", "Signature"].find((name) => !parameters.get(name));
  if (missing) return malformed(`Parameter ${missing} is missing`);
  const checks: [string, RegExp, string][] = [
    ["Timestamp", /^[1-9]\d{0,9}$/, "Unix time in seconds, such as 1700000000"],
    ["Nonce", /^\d+$/, "a whole number"],
    ["Signature", /^[A-Za-z0-9+/]+={0,2}$/, "Base64, percent-encoded (+ as %2B, / as %2F, = as %3D)"],
  ];
  const wrong = checks.find(([name, form]) => !form.test(parameters.get(name) ?? ""));
  if (wrong) return malformed(`Parameter ${wrong[0]}: expected ${wrong[2]}`);
  if (hashes.has(methodOf(parameters))) return undefined;
  return malformed(`Parameter SignatureMethod: expected ${[...hashes.keys()].join(" or ")}`);
}

function methodOf(parameters: Parameters): string {
  return parameters.get("SignatureMethod") ?? "HmacSHA1";
}

function checkSignature(
  request: Incoming,
  parameters: Parameters,
  { secretKey }: TencentKey,
): BadSignature | undefined {
  const host = request.headers.host;
  if (!host) return malformed("Host is missing: it is a part of what is signed");
  const method = methodOf(parameters);
  const hash = hashes.get(method) ?? "";
  const texts = signableHosts(host).map((name) => stringToSign(request, name, parameters));
  const signature = parameters.get("Signature");
  if (texts.some((text) => createHmac(hash, secretKey).update(text).digest("base64") === signature)) {
    return undefined;
  }
  const seen = texts.map(
    (text) => `${quote(withoutToken(text, parameters), shown)} (SHA-256 ${sha256(text)})`,
  );
  return {
    reason: "mismatch",
    message: `Signature is not the ${method} of this request and key. Compare with the string to sign that the mock computed: ${seen.join("; or, without the port, ")}`,
  };
}

/** Values are signed as they are, not percent-encoded, and names in ASCII order: `Values.10` before `Values.2`. */
function stringToSign({ method, path }: Incoming, host: string, parameters: Parameters): string {
  const pairs = [...parameters.keys()]
    .filter((name) => name !== "Signature")
    .sort()
    .map((name) => `${name}=${parameters.get(name)}`);
  return `${method}${host}${path}?${pairs.join("&")}`;
}

/** The token of a temporary key is signed, but a secret. */
function withoutToken(text: string, parameters: Parameters): string {
  const token = parameters.get("Token");
  return token ? text.replaceAll(`Token=${token}`, "Token=***") : text;
}
