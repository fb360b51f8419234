import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../src/index.ts";
import { type AcmeClient, createAcmeClient } from "./fixture.ts";
import { randomInt64, seeded } from "./random.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

interface Sent {
  url: string;
  body: string;
  headers: Headers;
}

/** A client that answers by itself, with this text, and keeps what it sent. */
function createRecorder(answer = () => "{}", status = 200): { client: AcmeClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), body: String(init?.body), headers: new Headers(init?.headers) });
    return new Response(answer(), { status });
  };
  return { client: createAcmeClient({ baseUrl: "https://api.example", fetch, retries: 0 }), sent };
}

const many = 2000;
const samples = (seed: number) => {
  const random = seeded(seed);
  return Array.from({ length: many }, () => randomInt64(random));
};

describe("a random 64-bit integer is exact", () => {
  test("in path, query, header and nested body, as string and as bigint", async () => {
    const { client, sent } = createRecorder();
    for (const digits of samples(1)) {
      for (const id of [digits, BigInt(digits)]) {
        sent.length = 0;
        await client.getItem({ item_id: id, after: id, ids: [id, 1], "X-Owner": id });
        await client.createJob({ name: "a", owner: id, tree: { id, leaves: [{ id, other: 1 }] } });
        await client.replaceTags({ body: [{ id }] });
        await client.sendForm({ owner: id });
        const [item, job, tags, form] = sent;
        expect(item?.url).toBe(`https://api.example/items/${digits}?after=${digits}&ids=${digits}&ids=1`);
        expect(item?.headers.get("x-owner")).toBe(digits);
        const tree = `{"id":${digits},"leaves":[{"id":${digits},"other":1}]}`;
        expect(job?.body).toBe(`{"name":"a","owner":${digits},"tree":${tree},"version":2}`);
        expect(tags?.body).toBe(`[{"id":${digits}}]`);
        expect(form?.body).toBe(`owner=${digits}`);
      }
    }
  });

  test("in answers: nested, in arrays of arrays, under any name, by name and by path", async () => {
    let digits = "";
    const { client } = createRecorder(
      () =>
        `{"id":${digits},"ids":[${digits},"${digits}"],"parent":{"id":${digits},"rows":[[${digits}]]},"counts":{"a":${digits},"__proto__":${digits}}}`,
    );
    for (digits of samples(2)) {
      const job = await client.getJob({ job_id: "1" });
      expect(job).toMatchObject({
        id: digits,
        ids: [digits, digits],
        parent: { id: digits, rows: [[digits]] },
      });
      expect(Object.entries(job.counts as object)).toEqual([
        ["a", digits],
        ["__proto__", digits],
      ]);
      const { data } = await client.raw.GET("/jobs/{job_id}", { params: { path: { job_id: "1" } } });
      expect(data).toEqual(job);
    }
  });

  test("in the bodies of errors, by name and by path", async () => {
    let digits = "";
    const { client } = createRecorder(
      () => `{"error":{"message":"no"},"id":${digits},"deep":[{"id":${digits}}]}`,
      400,
    );
    for (digits of samples(3)) {
      const error = await rejection(client.getJob({ job_id: "1" }));
      const { id, deep } = error.body as { id: unknown; deep: [{ id: unknown }] };
      expect([String(id), String(deep[0].id)]).toEqual([digits, digits]);
      const raw = await client.raw.GET("/jobs/{job_id}", { params: { path: { job_id: "1" } } });
      expect(String((raw.error as { id: unknown }).id)).toBe(digits);
    }
  });

  test("over a real connection, and in withResponse", async () => {
    const server = await startServer((response, { url }) => json(response, `{"id":${url.split("/")[2]}}`));
    const client = createAcmeClient({ baseUrl: server.url });
    const { data, response } = await client.getItem({ item_id: "9223372036854775807" }).withResponse();
    expect(data).toEqual({ id: "9223372036854775807" });
    expect(await response.json()).toEqual({ id: "9223372036854775807" });
  });
});

describe("as input", () => {
  test.each([
    ["0", "0"],
    [0, "0"],
    [-0, "0"],
    [-5, "-5"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [2n ** 64n - 1n, "18446744073709551615"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["-0", "0"],
  ])("%s is sent as %s", async (value, digits) => {
    const { client, sent } = createRecorder();
    await client.getItem({ item_id: value });
    expect(sent[0]?.url).toBe(`https://api.example/items/${digits}`);
  });

  test.each([
    [2 ** 53, "got 9007199254740992: a number this large has lost digits already"],
    [1e21, "got 1e+21: a number this large has lost digits already"],
    [1.5, "got 1.5"],
    [Number.NaN, "got NaN"],
    [Number.POSITIVE_INFINITY, "got Infinity"],
    ["", 'got ""'],
    ["1.0", 'got "1.0"'],
    ["1e3", 'got "1e3"'],
    ["0x10", 'got "0x10"'],
    ["007", 'got "007"'],
    ["+1", 'got "+1"'],
    [" 1", 'got " 1"'],
    ["1\n", 'got "1\\n"'],
    ["１", 'got "１"'],
    ["1n", 'got "1n"'],
    [2n ** 64n, "got 18446744073709551616n"],
    [-(2n ** 63n) - 1n, "got -9223372036854775809n"],
    [true, "got true"],
    [{}, "got {}"],
    [{ digits: "1" }, 'got {"digits":"1"}'],
    [[1], "got [1]"],
    [() => 1, "got () => 1"],
  ])("%s is refused", async (value, got) => {
    const { client, sent } = createRecorder();
    const expected = `expected a 64-bit integer (a decimal string, a bigint or a safe integer), ${got}`;
    for (const [call, field] of [
      [client.getItem({ item_id: value }), "getItem: item_id"],
      [client.getItem({ item_id: 1, ids: [1, value] }), "getItem: ids[1]"],
      [client.createJob({ name: "a", owner: value }), "createJob: owner"],
      [client.createJob({ name: "a", tree: { leaves: [{ id: value }] } }), "createJob: tree.leaves[0].id"],
      [client.sendForm({ owner: value }), "sendForm: owner"],
    ] as const) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error.message).toBe(`acme ${field}: ${expected}`);
    }
    expect(sent).toHaveLength(0);
  });

  test("does not change what the caller holds", async () => {
    const { client } = createRecorder();
    const tree = Object.freeze({ id: 1n, leaves: Object.freeze([Object.freeze({ id: 2n })]) });
    await client.createJob(Object.freeze({ name: "a", tree }));
    expect(tree.leaves[0]?.id).toBe(2n);
  });

  test("no object of a caller passes for a number", async () => {
    const { client, sent } = createRecorder();
    await client.createJob({ name: "a", tree: { digits: "1", other: { digits: '1,"admin":true' } } });
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({
      name: "a",
      version: 2,
      tree: { digits: "1", other: { digits: '1,"admin":true' } },
    });
  });
});

describe("other numbers of an answer", () => {
  const answered = async (text: string) =>
    (await createRecorder(() => text).client.getJob({ job_id: "1" })) as unknown;

  test.each([
    ['{"n":1}', { n: 1 }],
    ['{"n":1234567890123456}', { n: 1234567890123456 }],
    ['{"n":-9007199254740991}', { n: -9007199254740991 }],
    ['{"n":9007199254740993}', { n: "9007199254740993" }],
    ['{"n":0.1234567890123456789}', { n: 0.12345678901234568 }],
    ['{"n":12345678901234567.5}', { n: 12345678901234568 }],
    ['{"n":1e30,"m":-1.5E-7,"z":0}', { n: 1e30, m: -1.5e-7, z: 0 }],
    ['{"s":"12345678901234567890"}', { s: "12345678901234567890" }],
    [
      '{"s":"a\\"12345678901234567890\\\\","t":98765432109876543210}',
      { s: 'a"12345678901234567890\\', t: "98765432109876543210" },
    ],
    [
      '{"12345678901234567890":[ 12345678901234567890 , 1]}',
      { "12345678901234567890": ["12345678901234567890", 1] },
    ],
    ['{"id":7}', { id: "7" }],
    ['{"id":7.0}', { id: "7" }],
    ['{"id":1e3}', { id: "1000" }],
    ['{"id":"7"}', { id: "7" }],
    ['{"id":null}', { id: null }],
    ['{"id":{"a":1}}', { id: { a: 1 } }],
    ['{"ids":7}', { ids: 7 }],
  ])("%s", async (text, value) => expect(await answered(text)).toEqual(value));

  test.each([
    '{"n":0123456789012345678}',
    '{"n":1234567890123456789e}',
    '{"n":--1234567890123456789}',
    '{"a":"1234567890123456789',
  ])("%s is no JSON", async (text) => {
    expect(await rejection(createRecorder(() => text).client.getJob({ job_id: "1" }))).toHaveProperty(
      "name",
      "ResponseFormatError",
    );
  });

  test("a large answer is read in reasonable time", async () => {
    const text = `{"rows":[${Array.from({ length: 200_000 }, (_, i) => `{"id":9007199254740993,"s":"\\\\\\"${i}"}`).join()}]}`;
    const started = performance.now();
    const { rows } = (await answered(text)) as { rows: { id: string; s: string }[] };
    expect(rows.at(-1)).toEqual({ id: "9007199254740993", s: '\\"199999' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("a boolean", () => {
  test.each([
    [true, true],
    ["true", true],
    ["True", true],
    ["FALSE", false],
    [null, null],
    ["yes", "yes"],
    ["", ""],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    [1, 1],
  ])("that is answered as %j is %j", async (answered, value) => {
    const { client } = createRecorder(() => JSON.stringify({ done: answered }));
    expect((await client.getJob({ job_id: "1" })).done).toBe(value);
  });

  test.each([
    [true, "true"],
    ["False", "false"],
  ])("%j is sent as %s, in query, body and form", async (value, text) => {
    const { client, sent } = createRecorder();
    await client.getJob({ job_id: "1", verbose: value });
    await client.createJob({ name: "a", urgent: value });
    await client.sendForm({ urgent: value });
    expect(sent[0]?.url).toContain(`?verbose=${text}`);
    expect(sent[1]?.body).toContain(`"urgent":${text}`);
    expect(sent[2]?.body).toBe(`urgent=${text}`);
  });

  test.each([1, 0, "yes", "", "constructor", "__proto__", {}, []])("%j is refused", async (value) => {
    const error = await rejection(createRecorder().client.getJob({ job_id: "1", verbose: value }));
    expect(error.message).toBe(`acme getJob: verbose: expected a boolean, got ${JSON.stringify(value)}`);
  });

  test("whose wire has texts alone is sent as TRUE or FALSE, at any depth, and is a boolean in answers", async () => {
    const { client, sent } = createRecorder(() => '{"kept": "TRUE"}');
    await client.createJob({ name: "a", keep: true, tree: { leaves: [{ keep: "false" }] } });
    expect(sent[0]?.body).toContain('"keep":"TRUE","tree":{"leaves":[{"keep":"FALSE"}]}');
    expect((await client.getJob({ job_id: "1" })).kept).toBe(true);
    const error = await rejection(client.createJob({ name: "a", keep: "yes" }));
    expect(error.message).toBe('acme createJob: keep: expected a boolean, got "yes"');
  });
});
