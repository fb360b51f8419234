import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** A certificate for names and IPv4 addresses, signed by the authority. */
  issue(...hosts: string[]): Certificate;
}

/** A certificate authority that is made for a test and forgotten after it. */
export function createAuthority(name = "Test Authority"): Authority {
  const { publicKey, privateKey } = keyPair();
  const isAuthority = extension("551d13", sequence(der(0x01, Buffer.of(0xff))));
  const own = certificate(name, name, publicKey, privateKey, [isAuthority]);
  return {
    cert: own,
    key: pem(privateKey),
    issue(...hosts) {
      const keys = keyPair();
      const names = hosts.map((host) =>
        /^[\d.]+$/.test(host)
          ? der(0x87, Buffer.from(host.split(".").map(Number)))
          : der(0x82, Buffer.from(host)),
      );
      const extensions = [extension("551d11", sequence(...names))];
      const subject = hosts[0] ?? "nobody";
      return {
        cert: certificate(subject, name, keys.publicKey, privateKey, extensions),
        key: pem(keys.privateKey),
      };
    },
  };
}

function certificate(
  subject: string,
  issuer: string,
  key: KeyObject,
  signer: KeyObject,
  extensions: Buffer[],
): string {
  const ecdsaWithSha256 = sequence(objectId("2a8648ce3d040302"));
  const day = 86_400_000;
  const content = sequence(
    der(0xa0, integer(2)), // version 3
    integer(1, ...randomBytes(7)), // its serial number
    ecdsaWithSha256,
    commonName(issuer),
    sequence(time(Date.now() - day), time(Date.now() + day)),
    commonName(subject),
    key.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signed = sequence(content, ecdsaWithSha256, bits(sign("sha256", content, signer)));
  const lines = signed.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function keyPair() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** One value of ASN.1: its tag, its length, its content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), body]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 255), body]);
}

const sequence = (...items: Buffer[]) => der(0x30, ...items);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const integer = (...bytes: number[]) => der(0x02, Buffer.from(bytes));
const bits = (bytes: Buffer) => der(0x03, Buffer.of(0), bytes);
const extension = (id: string, value: Buffer) => sequence(objectId(id), der(0x04, value));
const commonName = (name: string) =>
  sequence(der(0x31, sequence(objectId("550403"), der(0x0c, Buffer.from(name)))));

/** As YYMMDDHHMMSSZ. */
function time(ms: number): Buffer {
  return der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, "").slice(2, 14)}Z`));
}
