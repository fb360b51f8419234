import { type BadSignature, malformed } from "./refusal.ts";

/** The named parts of an `Authorization` header. */
export interface Authorization {
  /** Who signed: the value of the scheme's first part. */
  readonly credential: string;
  readonly signedHeaders: string;
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
}

/** Reads `<scheme> <credentialName>=…, SignedHeaders=…, Signature=…`, which is how every official SDK spells it. */
export function readAuthorization(
  header: string | undefined,
  scheme: string,
  credentialName: string,
): Authorization | BadSignature {
  const form = `"${scheme} ${credentialName}=…, SignedHeaders=…, Signature=…"`;
  if (!header) return malformed(`Authorization is missing: expected ${form}`);
  if (!header.startsWith(`${scheme} `))
    return malformed(`Authorization has another scheme: expected ${form}`);
  const [credential, signedHeaders, signature, ...rest] = header.slice(scheme.length + 1).split(", ");
  const values = [
    partValue(credential, credentialName),
    partValue(signedHeaders, "SignedHeaders"),
    partValue(signature, "Signature"),
  ] as const;
  if (!values[0] || !values[1] || !values[2] || rest.length > 0) {
    return malformed(
      `Authorization is not in its form: expected ${form}, a comma and one space between the parts`,
    );
  }
  if (!/^[0-9a-f]{64}$/.test(values[2])) {
    return malformed("Authorization: expected 64 lower-case hexadecimal digits as Signature");
  }
  return { credential: values[0], signedHeaders: values[1], signature: values[2] };
}

function partValue(part: string | undefined, name: string): string | undefined {
  return part?.startsWith(`${name}=`) ? part.slice(name.length + 1) : undefined;
}
