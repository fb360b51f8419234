/**
 * The vectors are what the official SDKs sent, and the worked examples of the providers' documentation. Each is
 * accepted as it is, and refused when any byte that is signed becomes another one.
 */
import { signSdkHmac } from "@jobwire/huawei-auth";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import captures from "../../huawei-auth/test/vectors.json" with { type: "json" };
import { createTc3Signer } from "../../tencent-batch/src/tc3.ts";
import tc3Vectors from "../../tencent-batch/test/vectors.json" with { type: "json" };
import type { Incoming } from "../src/incoming.ts";
import type { BadSignature } from "../src/signatures/refusal.ts";
import { verifySdkHmac } from "../src/signatures/sdk-hmac.ts";
import { verifyTc3 } from "../src/signatures/tc3.ts";
import { verifyTencentV1 } from "../src/signatures/tencent-v1.ts";
import sdkHmacVectors from "./vectors/sdk-hmac.json" with { type: "json" };
import v1Vectors from "./vectors/tencent-v1.json" with { type: "json" };

interface Signed {
  readonly name: string;
  readonly request: Incoming;
  /** When it was signed, in ms. */
  readonly time: number;
  /** How far the clock may be off, in seconds. */
  readonly tolerance: number;
  /** Which headers are signed. */
  readonly headers: readonly string[];
  /** With the key that signed it, or another. */
  verify(request: Incoming, now?: number, key?: { id?: string; secret?: string }): BadSignature | undefined;
  /** Whether a changed byte leaves what is signed as it was. */
  harmless(change: Change): boolean;
  readonly secret: string;
}

const tc3Published = tc3Vectors.published;
const tc3Requests = [
  ...tc3Vectors.requests,
  {
    ...tc3Published,
    authorization: `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${tc3Published.signature}`,
  },
];

const tc3: Signed[] = tc3Requests.map((vector) => ({
  name: `TC3: ${vector.name}`,
  request: {
    method: vector.method,
    path: vector.path,
    query: vector.query,
    headers: {
      ...vector.headers,
      "x-tc-timestamp": String(vector.timestamp),
      authorization: vector.authorization,
    },
    body: Buffer.from(vector.body),
  },
  time: vector.timestamp * 1000,
  tolerance: 300,
  headers: [...Object.keys(vector.headers), "x-tc-timestamp", "authorization"],
  verify: (request, now = vector.timestamp * 1000, { id, secret } = {}) =>
    verifyTc3(request, { secretId: id ?? vector.secretId, secretKey: secret ?? vector.secretKey }, now),
  // Case does not count in the names of signed headers and in the action; the body of a GET is not signed.
  harmless: ({ part, before, after }) =>
    (part === "authorization" && lowerCaseNames(after) === before) ||
    (part === "x-tc-action" && after.toLowerCase() === before.toLowerCase()) ||
    (part === "body" && vector.method === "GET"),
  secret: vector.secretKey,
}));

const v1: Signed[] = v1Vectors.map((vector) => ({
  name: `v1: ${vector.name}`,
  request: {
    method: vector.method,
    path: "/",
    query: vector.query,
    headers: { host: vector.host },
    body: Buffer.from(vector.body),
  },
  time: vector.timestamp * 1000,
  tolerance: 300,
  headers: ["host"],
  verify: (request, now = vector.timestamp * 1000, { id, secret } = {}) =>
    verifyTencentV1(request, { secretId: id ?? vector.secretId, secretKey: secret ?? vector.secretKey }, now),
  // Values are signed decoded, so that `%2f` is `%2F`; the body of a GET is not signed.
  harmless: ({ part, before, after }) =>
    part === "body" && vector.method === "GET" ? true : upperCaseEscapes(after) === upperCaseEscapes(before),
  secret: vector.secretKey,
}));

const sdkHmac: Signed[] = [...captures, ...sdkHmacVectors].map((vector) => {
  const headers = { ...vector.headers } as Record<string, string>;
  const time = Date.parse(
    vector.headers["x-sdk-date"].replace(/(....)(..)(..T..)(..)(..Z)/, "$1-$2-$3:$4:$5"),
  );
  return {
    name: `SDK-HMAC: ${vector.name}`,
    request: {
      method: vector.method,
      path: vector.path,
      query: vector.query,
      headers: { ...headers, authorization: vector.authorization },
      body: Buffer.from(vector.body),
    },
    time,
    tolerance: 900,
    headers: [...Object.keys(headers), "authorization"],
    verify: (request, now = time, { id, secret } = {}) =>
      verifySdkHmac(
        request,
        { accessKey: id ?? vector.accessKey, secretKey: secret ?? vector.secretKey },
        now,
      ),
    // `%2f` is `%2F`, a name without value is one with an empty value, and a client may leave its body unsigned.
    harmless: ({ part, before, after }) =>
      ((part === "path" || part === "query") && sameQuery(before, after)) ||
      (part === "body" && headers["x-sdk-content-sha256"] === "UNSIGNED-PAYLOAD"),
    secret: vector.secretKey,
  };
});

const all = [...tc3, ...v1, ...sdkHmac];

function lowerCaseNames(authorization: string): string {
  return authorization.replace(/(?<=SignedHeaders=)[^,]+/, (names) => names.toLowerCase());
}

function upperCaseEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}

function sameQuery(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => upperCaseEscapes(text).replace(/=?&+/g, "&"));
  return x === y;
}

interface Change {
  /** `method`, `path`, `query`, `body`, or the name of a header. */
  readonly part: string;
  readonly before: string;
  readonly after: string;
  readonly request: Incoming;
}

/** The request with one byte changed or left out, or one added at the end of its body. */
function* changes({ request, headers }: Signed): Generator<Change> {
  for (const part of ["method", "path", "query"] as const) {
    const before = request[part];
    for (const after of edits(before)) yield { part, before, after, request: { ...request, [part]: after } };
  }
  for (const part of headers) {
    const before = request.headers[part] ?? "";
    for (const after of edits(before)) {
      yield { part, before, after, request: { ...request, headers: { ...request.headers, [part]: after } } };
    }
  }
  const before = request.body?.toString("latin1") ?? "";
  for (const after of [...edits(before, 0, 255), `${before}x`]) {
    yield { part: "body", before, after, request: { ...request, body: Buffer.from(after, "latin1") } };
  }
}

/**
 * Each byte left out, with each bit the other way (among them: the other case), and as each character that has a
 * meaning. Without another range: those that a request line and headers may hold.
 */
function* edits(text: string, first = 0x20, last = 0x7e): Generator<string> {
  for (let i = 0; i < text.length; i++) {
    const [head, tail] = [text.slice(0, i), text.slice(i + 1)];
    const code = text.charCodeAt(i);
    const flipped = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => code ^ (1 << bit));
    const others = new Set([...flipped, ...Buffer.from(" %&+,/:;=.")]);
    others.delete(code);
    yield head + tail;
    for (const other of others) {
      if (other >= first && other <= last) yield head + String.fromCharCode(other) + tail;
    }
  }
}

describe.each(all)("$name", (signed) => {
  const { request, time, tolerance, verify, secret } = signed;

  test("is accepted at its time", () => {
    expect(verify(request)).toBeUndefined();
  });

  test("is refused when one byte is another", { timeout: 60_000 }, () => {
    const surprises: Omit<Change, "request">[] = [];
    let refused = 0;
    for (const { request: changed, ...change } of changes(signed)) {
      const refusal = verify(changed);
      if (refusal) refused++;
      const expected = signed.harmless({ ...change, request: changed });
      if ((refusal === undefined) !== expected) surprises.push(change);
    }
    expect(surprises).toEqual([]);
    expect(refused).toBeGreaterThan(1000);
  });

  test("does not depend on headers that are not signed", () => {
    const headers = {
      ...request.headers,
      "user-agent": "curl/8",
      accept: "*/*",
      "x-tc-traceid": "1",
      "x-tc-region": "x",
    };
    expect(verify({ ...request, headers })).toBeUndefined();
  });

  test("is good for some minutes before and after", () => {
    const [first, last] = [time - tolerance * 1000, time + tolerance * 1000 + 999];
    expect(verify(request, first)).toBeUndefined();
    expect(verify(request, last)).toBeUndefined();
    const difference = `${tolerance + 1} s`;
    expect(verify(request, first - 1)).toMatchObject({
      reason: "expired",
      message: expect.stringContaining(`${difference} ahead`),
    });
    expect(verify(request, last + 1)).toMatchObject({
      reason: "expired",
      message: expect.stringContaining(`${difference} behind`),
    });
  });

  test("is refused for another key, and tells neither key nor signature", () => {
    const unknown = verify(request, time, { id: "AKIDOTHER", secret });
    expect(unknown).toMatchObject({ reason: "unknown-key", message: expect.stringContaining("AKIDOTHER") });
    const mismatch = verify(request, time, { secret: "another-secret" });
    expect(mismatch?.reason).toBe("mismatch");
    const [right = ""] = /(?<=Signature=)[^&]+/.exec(
      request.headers.authorization ?? `${request.query}${request.body}`,
    ) as RegExpExecArray;
    // One whose signature is wrong, under the right key.
    const forged = {
      ...request,
      query: request.query.replace(/Signature=./, "Signature=x"),
      headers: {
        ...request.headers,
        ...(request.headers.authorization && {
          authorization: request.headers.authorization.replace(right, "0".repeat(64)),
        }),
      },
      body: Buffer.from(String(request.body).replace(/Signature=./, "Signature=x")),
    };
    const wrong = verify(forged);
    expect(wrong?.reason).toBe("mismatch");
    for (const refusal of [unknown, mismatch, wrong]) {
      expect(refusal?.message).not.toContain(secret);
      expect(refusal?.message).not.toContain(right);
      expect(refusal?.message).not.toContain(decodeURIComponent(right));
      expect(refusal?.message).not.toContain("temp==");
    }
  });
});

/** The vector whose name has this in it, with other parts. */
function changed(name: string, parts: Partial<Incoming>, headers: Record<string, string | undefined> = {}) {
  const signed = all.find((each) => each.name.includes(name));
  if (!signed) throw new Error(`no vector ${name}`);
  const merged = Object.entries({ ...signed.request.headers, ...headers }).filter(([, value]) => value);
  const request = { ...signed.request, ...parts, headers: Object.fromEntries(merged) as Incoming["headers"] };
  return { ...signed, request };
}

function refusalOf(name: string, parts: Partial<Incoming>, headers?: Record<string, string | undefined>) {
  const { request, verify } = changed(name, parts, headers);
  return verify(request);
}

describe("a mismatch shows what the mock computed", () => {
  test.each([
    [
      "TC3: GET DeleteJob",
      "bde128baf3c6fe49d02d1d55aa1a21bc8aa6a6a2173c98f0121ce22bccd12dde",
      "TC3-HMAC-SHA256\\n1700000000\\n2023-11-14/batch/tc3_request\\nbde128baf3c6fe49d02d1d55aa1a21bc8aa6a6a2173c98f0121ce22bccd12dde",
    ],
    [
      "TC3: the worked example",
      "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
      "TC3-HMAC-SHA256\\n1551113065\\n2019-02-25/cvm/tc3_request\\n7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
    ],
    [
      "v1: the worked example",
      "SHA-256",
      "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12",
    ],
    [
      "01-delete-flink-job",
      "b2e46d4043af20630ebae7e3c7c1856be4082e1db0032ca7f7f81b72e7088d7e",
      "SDK-HMAC-SHA256\\n20261122T041036Z\\nb2e46d4043af20630ebae7e3c7c1856be4082e1db0032ca7f7f81b72e7088d7e",
    ],
    [
      "02-list-flink-jobs",
      "7b293697b9ca3b2cb86548e8f16f07cccf20e1c46c6f26676c854a409c1116aa",
      "SDK-HMAC-SHA256\\n20261122T041036Z\\n7b293697b9ca3b2cb86548e8f16f07cccf20e1c46c6f26676c854a409c1116aa",
    ],
  ])("%s", (name, hash, stringToSign) => {
    const { request, time, verify } = changed(name, {});
    const { message } = verify(request, time, { secret: "another-secret" }) as BadSignature;
    expect(message).toContain(hash);
    expect(message).toContain(`"${stringToSign}"`);
  });

  test("and no more of a large form than a reader needs", () => {
    const body = Buffer.from(`Big=${"x".repeat(100_000)}&${changed("v1: POST", {}).request.body}`);
    const refusal = refusalOf("v1: POST", { body });
    expect(refusal?.reason).toBe("mismatch");
    expect(refusal?.message.length).toBeLessThan(3000);
  });
});

describe("the host", () => {
  test.each(["TC3: GET DeleteJob", "v1: GET DeleteJob"])("may be signed without its port: %s", (name) => {
    expect(refusalOf(name, {}, { host: "batch.tencentcloudapi.com:4010" })).toBeUndefined();
    expect(refusalOf(name, {}, { host: "batch.tencentcloudapi.org:4010" })?.reason).toBe("mismatch");
    expect(refusalOf(name, {}, { host: "batch.tencentcloudapi.com:4010:80" })?.reason).toBe("mismatch");
  });

  test("may be signed with its port", async () => {
    const headers = { "content-type": "application/json", host: "[::1]:4010" };
    const sent = { method: "POST", path: "/", query: "", headers, body: "{}" };
    const key = { secretId: "id", secretKey: "secret" };
    const authorization = createTc3Signer(key, "localhost:4010")(sent, 1_700_000_000);
    const request = {
      ...sent,
      headers: { ...headers, authorization, "x-tc-timestamp": "1700000000" },
      body: Buffer.from("{}"),
    };
    expect(verifyTc3(request, key, 1_700_000_000_000)).toBeUndefined();
    const other = { ...request, headers: { ...request.headers, host: "[::1]:4011" } };
    expect(verifyTc3(other, key, 1_700_000_000_000)?.reason).toBe("mismatch");
  });

  test("is signed with its port by Huawei's clients", () => {
    expect(refusalOf("01-delete", {}, { host: "127.0.0.1" })?.reason).toBe("mismatch");
  });
});

describe("an unsigned payload", () => {
  const headers = {
    host: "batch.tencentcloudapi.com",
    "content-type": "application/octet-stream",
    "x-tc-content-sha256": "UNSIGNED-PAYLOAD",
    authorization:
      "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/127/tc3_request, SignedHeaders=content-type;host, Signature=fb92ea6673dcabc5762c58ace40d109f54e23be2306fc9266decdc292015c089",
  };

  test("is honoured by TC3, whatever the body, and only when declared", () => {
    for (const body of [undefined, Buffer.from(""), Buffer.from("{}")]) {
      expect(refusalOf("TC3: POST", { body }, headers)).toBeUndefined();
    }
    const declared = { ...headers, "x-tc-content-sha256": undefined };
    expect(refusalOf("TC3: POST", {}, declared)?.reason).toBe("mismatch");
  });

  test("is honoured by SDK-HMAC-SHA256, whatever the body, and only when declared", () => {
    for (const body of [undefined, Buffer.from("--x--")]) {
      expect(refusalOf("an upload", { body })).toBeUndefined();
    }
    const stated = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(refusalOf("an upload", {}, { "x-sdk-content-sha256": stated })?.reason).toBe("mismatch");
  });

  test("a stated hash must be that of the body", async () => {
    const key = { accessKey: "AK", secretKey: "SK" };
    const sha = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    const verify = async (stated: string, body: string) => {
      const headers = { host: "h", "x-sdk-content-sha256": stated, "x-sdk-date": "20261122T041036Z" };
      const sent = { method: "POST", path: "/", query: "", headers, body: "{}" };
      const authorization = signSdkHmac(sent, key);
      const request = { ...sent, headers: { ...headers, authorization }, body: Buffer.from(body) };
      return verifySdkHmac(request, key, Date.UTC(2026, 10, 22, 4, 10, 36));
    };
    expect(await verify(sha, "{}")).toBeUndefined();
    expect(await verify(sha, "[]")).toMatchObject({
      reason: "mismatch",
      message: expect.stringContaining("X-Sdk-Content-Sha256"),
    });
    expect(await verify(sha.toUpperCase(), "{}")).toMatchObject({ reason: "malformed" });
  });
});

const tc3Scope = "Credential=AKIDEXAMPLE/2023-11-14/batch/tc3_request";
const zeros = "0".repeat(64);
const tc3Header = (credential: string, names = "content-type;host") => ({
  authorization: `TC3-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${zeros}`,
});
const huaweiHeader = (names: string) => ({
  authorization: `SDK-HMAC-SHA256 Access=AKIDEXAMPLEMOCK00001, SignedHeaders=${names}, Signature=${zeros}`,
});
const v1Query = (from: string | RegExp, to: string) => ({
  query: changed("v1: GET DeleteJob", {}).request.query.replace(from, to),
});

test("the order in SignedHeaders counts for Huawei, not for Tencent", () => {
  const swap = (name: string, from: string, to: string) => {
    const { authorization = "" } = changed(name, {}).request.headers;
    return refusalOf(name, {}, { authorization: authorization.replace(from, to) });
  };
  expect(swap("TC3: POST", "content-type;host", "host;content-type")).toBeUndefined();
  expect(swap("01-delete", "content-type;host", "host;content-type")?.reason).toBe("mismatch");
});

test("a blank may be sent as a plus", () => {
  const { request } = changed("v1: POST", {});
  const body = Buffer.from(String(request.body).replaceAll("%20", "+"));
  expect(refusalOf("v1: POST", { body })).toBeUndefined();
  const query = changed("02-list", {}).request.query.replaceAll("%20", "+");
  expect(refusalOf("02-list", { query })).toBeUndefined();
});

test.each<[string, string, Partial<Incoming>, Record<string, string | undefined>, string]>([
  ["no Authorization", "TC3: POST", {}, { authorization: undefined }, "Authorization is missing"],
  ["another scheme", "TC3: POST", {}, { authorization: "Bearer x" }, "another scheme"],
  ["a part too many", "TC3: POST", {}, tc3Header(tc3Scope, "content-type;host, a=b"), "not in its form"],
  [
    "a part after the last",
    "TC3: POST",
    {},
    { authorization: `${tc3Header(tc3Scope).authorization}, a=b` },
    "not in its form",
  ],
  [
    "a signature in capitals",
    "TC3: POST",
    {},
    { authorization: tc3Header(tc3Scope).authorization.replace(zeros, "A".repeat(64)) },
    "hexadecimal",
  ],
  ["more after the scope", "TC3: POST", {}, tc3Header(`${tc3Scope}/x`), "expected <SecretId>/"],
  ["a part missing", "TC3: POST", {}, { authorization: "TC3-HMAC-SHA256 a, b" }, "not in its form"],
  [
    "another end of the scope",
    "TC3: POST",
    {},
    tc3Header("Credential=A/2023-11-14/batch/aws4"),
    "Credential",
  ],
  ["no service", "TC3: POST", {}, tc3Header("Credential=A/2023-11-14//tc3_request"), "Credential"],
  [
    "the day after",
    "TC3: POST",
    {},
    tc3Header("Credential=AKIDEXAMPLE/2023-11-15/batch/tc3_request"),
    "2023-11-14",
  ],
  ["no host signed", "TC3: POST", {}, tc3Header(tc3Scope, "content-type"), "lacks host"],
  ["no content type signed", "TC3: POST", {}, tc3Header(tc3Scope, "host"), "lacks content-type"],
  ["a header that is not there", "TC3: POST", {}, tc3Header(tc3Scope, "content-type;host;x-a"), "x-a"],
  [
    "one that all objects have",
    "TC3: POST",
    {},
    tc3Header(tc3Scope, "constructor;content-type;host"),
    "constructor",
  ],
  ["a header twice", "TC3: POST", {}, tc3Header(tc3Scope, "content-type;host;host"), "twice"],
  ["milliseconds", "TC3: POST", {}, { "x-tc-timestamp": "1700000000000" }, "seconds"],
  ["an absurd time", "TC3: POST", {}, { "x-tc-timestamp": "9".repeat(400) }, "seconds"],
  ["no time", "TC3: POST", {}, { "x-tc-timestamp": undefined }, "X-TC-Timestamp"],
  ["an unread body", "TC3: POST", { body: undefined }, {}, "too large"],
  ["another method", "v1: GET DeleteJob", { method: "PUT" }, {}, "GET and POST"],
  ["parameters in both places", "v1: POST", { query: "a=1" }, {}, "none in the query"],
  ["an unread form", "v1: POST", { body: undefined }, {}, "too large"],
  ["a broken escape", "v1: GET DeleteJob", v1Query("job-", "%zz"), {}, "percent-encoded"],
  ["an escape of no UTF-8", "v1: GET DeleteJob", v1Query("job-", "%ff"), {}, "percent-encoded"],
  ["a form of no UTF-8", "v1: POST", { body: Buffer.from([0xff]) }, {}, "UTF-8"],
  ["a parameter twice", "v1: GET DeleteJob", v1Query("JobId", "Action=DeleteJob&JobId"), {}, '"Action"'],
  ["no nonce", "v1: GET DeleteJob", v1Query("Nonce=11886", ""), {}, "Nonce is missing"],
  ["a time that is none", "v1: GET DeleteJob", v1Query("1700000000", "now"), {}, "Timestamp"],
  ["an unknown method", "v1: GET DeleteJob", v1Query("HmacSHA1", "HmacMD5"), {}, "SignatureMethod"],
  ["a signature with a bare plus", "v1: GET DeleteJob", v1Query("Signature=c", "Signature=+"), {}, "%2B"],
  ["no host", "v1: GET DeleteJob", {}, { host: undefined }, "Host is missing"],
  ["no date", "01-delete", {}, { "x-sdk-date": undefined }, "X-Sdk-Date"],
  ["a thirteenth month", "01-delete", {}, { "x-sdk-date": "20261322T041036Z" }, "X-Sdk-Date"],
  ["no date signed", "01-delete", {}, huaweiHeader("host"), "lacks x-sdk-date"],
  ["no host signed", "01-delete", {}, huaweiHeader("x-sdk-date"), "lacks host"],
  ["a token not signed", "01-delete", {}, { "x-security-token": "t" }, "lacks x-security-token"],
  ["a hash that is none", "01-delete", {}, { "x-sdk-content-sha256": "x" }, "X-Sdk-Content-Sha256"],
  ["an unread body", "04-create", { body: undefined }, {}, "too large"],
  ["a broken path", "01-delete", { path: "/%zz" }, {}, "path"],
  ["a broken query", "01-delete", { query: "a=%zz" }, {}, "query"],
])("malformed: %s (%s)", (_, name, parts, headers, message) => {
  const refusal = refusalOf(name, parts, headers);
  expect(refusal).toMatchObject({ reason: "malformed", message: expect.stringContaining(message) });
});

describe("what our clients sign is accepted", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 });
  const name = fc.stringMatching(/^[A-Za-z0-9_.~-]{1,8}$/);
  const pairs = fc.uniqueArray(fc.tuple(name, text), { selector: ([name]) => name, maxLength: 6 });
  const query = pairs.map((list) =>
    list.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&"),
  );
  const segments = fc.array(text, { maxLength: 4 });
  const path = segments.map((list) => `/${list.map(encodeURIComponent).join("/")}`);
  const headers = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,6}$/), fc.stringMatching(/^[!-~]{0,9}$/));
  const sent = fc.record({
    method: fc.constantFrom("POST", "PUT", "DELETE"),
    path,
    query,
    headers,
    body: text,
  });

  test("TC3", async () => {
    const key = { secretId: "id", secretKey: "secret" };
    const property = fc.asyncProperty(
      sent,
      fc.integer({ min: 1, max: 4_000_000_000 }),
      async (each, seconds) => {
        const signed = { ...each.headers, host: "h:80", "content-type": "application/json" };
        const authorization = createTc3Signer(key, "batch")({ ...each, headers: signed }, seconds);
        const headers = { ...signed, authorization, "x-tc-timestamp": String(seconds) };
        const request = { ...each, headers, body: Buffer.from(each.body) };
        expect(verifyTc3(request, key, seconds * 1000)).toBeUndefined();
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  test("SDK-HMAC-SHA256", async () => {
    const key = { accessKey: "id", secretKey: "secret" };
    const property = fc.asyncProperty(sent, async (each) => {
      const signed = { ...each.headers, host: "h:80", "x-sdk-date": "20261122T041036Z" };
      const authorization = signSdkHmac({ ...each, headers: signed }, key);
      const request = { ...each, headers: { ...signed, authorization }, body: Buffer.from(each.body) };
      expect(verifySdkHmac(request, key, Date.UTC(2026, 10, 22, 4, 10, 36))).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 500 });
  });
});

describe("nothing throws", () => {
  /** Half surrogate pairs, control characters and what the schemes give a meaning. */
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(..."%=&;,/+: \n0a", "SecretId=", "Signature=", "%ff", "__proto__", "Credential="),
  );
  const garbage = fc.array(unit, { maxLength: 30 }).map((units) => units.join(""));
  const headerName = fc.oneof(
    garbage,
    fc.constantFrom(
      ...["authorization", "host", "x-tc-timestamp", "x-sdk-date", "content-type"],
      ...["x-sdk-content-sha256", "x-security-token", "__proto__", "constructor"],
    ),
  );
  const body = fc.option(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    { nil: undefined },
  );
  const parts = fc.record(
    { method: fc.oneof(garbage, fc.constantFrom("GET", "POST")), path: garbage, query: garbage, body },
    { requiredKeys: [] },
  );
  const now = fc.oneof(fc.double(), fc.constantFrom(0, 1_700_000_000_000, Number.MAX_VALUE));
  const spliced = fc.tuple(garbage, fc.nat(400), fc.nat(10));

  test("whatever comes", () => {
    const extra = fc.array(fc.tuple(headerName, garbage), { maxLength: 4 });
    const property = fc.property(
      fc.constantFrom(...all),
      parts,
      extra,
      fc.boolean(),
      now,
      (signed, parts, extra, bare, now) => {
        const headers = { ...(!bare && signed.request.headers), ...Object.fromEntries(extra) };
        check(signed.verify({ ...signed.request, ...parts, headers }, now), signed.secret);
      },
    );
    fc.assert(property, { numRuns: 5000 });
  });

  test("whatever is put into the midst of what is good", () => {
    const place = fc.constantFrom("path", "query", "authorization", "x-tc-timestamp", "x-sdk-date", "host");
    const property = fc.property(
      fc.constantFrom(...all),
      place,
      spliced,
      (signed, place, [text, at, length]) => {
        const splice = (value = "") => value.slice(0, at) + text + value.slice(at + length);
        const { request } = signed;
        const changed =
          place === "path" || place === "query"
            ? { ...request, [place]: splice(request[place]) }
            : { ...request, headers: { ...request.headers, [place]: splice(request.headers[place]) } };
        check(signed.verify(changed), signed.secret);
      },
    );
    fc.assert(property, { numRuns: 5000 });
  });

  function check(refusal: BadSignature | undefined, secret: string) {
    if (!refusal) return;
    expect(refusal.reason).toMatch(/^(?:malformed|unknown-key|expired|mismatch)$/);
    expect(refusal.message).not.toContain(secret);
  }
});
