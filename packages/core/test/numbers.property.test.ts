/** Whatever 64-bit integer is given or answered, no digit is lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { startServer } from "./server.ts";

const batch = 100;
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const edge = fc.constantFrom(
  0n,
  -1n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
);
const integers = fc.array(fc.oneof({ weight: 9, arbitrary: int64 }, edge), {
  minLength: batch,
  maxLength: batch,
});
/** In one of the forms that a client takes, each in its turn. */
function spelled(value = 0n, i = 0): string | bigint | number {
  if (i % 3 === 2 && Number.isSafeInteger(Number(value))) return Number(value);
  return i % 2 ? value : String(value);
}

const spelling = fc.constantFrom(
  ...["true", "false", '"true"', '"false"', '"True"', '"FALSE"', '"TRUE"', '"False"'],
);

test("100,000 integers in bodies of requests, as decimal string, bigint or safe integer", async () => {
  let received = "";
  const server = await startServer((response, { body }) => {
    received = body;
    response.end("{}");
  });
  const client = createAcmeClient({ baseUrl: server.url });
  const property = fc.asyncProperty(integers, async (values) => {
    const given = values.map((value, i) => ({ id: spelled(value, i), label: String(value) }));
    await client.replaceTags({ body: given });
    expect(received).toBe(`[${values.map((value) => `{"id":${value},"label":"${value}"}`).join()}]`);
  });
  await fc.assert(property, { numRuns: 100_000 / batch });
}, 60_000);

test("100,000 integers in answers and errors, nested and in arrays, and booleans in every spelling", async () => {
  let answer = "";
  let status = 200;
  const server = await startServer((response) => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(answer);
  });
  const client = createAcmeClient({ baseUrl: server.url, retries: 0 });
  const property = fc.asyncProperty(integers, spelling, async (values, done) => {
    const list = values.join(",");
    const [first] = values;
    answer = `{"id":${first},"ids":[${list}],"parent":{"rows":[[${list}]]},"done":${done},"note":"${first}"}`;
    const expected = values.map(String);
    status = 200;
    expect(await client.getJob({ job_id: "1" })).toEqual({
      id: String(first),
      ids: expected,
      parent: { rows: [expected] },
      done: /true/i.test(done),
      note: String(first),
    });
    status = 400;
    const { body } = await rejection(client.getJob({ job_id: "1" }));
    expect((body as { ids: unknown[] }).ids.map(String)).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 100_000 / batch });
}, 60_000);

test("100,000 integers in arrays of queries, as decimal string, bigint or safe integer", async () => {
  const server = await startServer((response, { url, headers }) => {
    response.end(JSON.stringify({ id: 1, seen: [url, headers["x-owner"]] }));
  });
  const client = createAcmeClient({ baseUrl: server.url });
  const property = fc.asyncProperty(integers, async (values) => {
    const [item_id, after, owner] = values;
    const answer = await client.getItem({ item_id, after, "X-Owner": owner, ids: values.map(spelled) });
    const query = [`after=${after}`, ...values.map((value) => `ids=${value}`)].join("&");
    expect(answer.seen).toEqual([`/items/${item_id}?${query}`, String(owner)]);
  });
  await fc.assert(property, { numRuns: 100_000 / batch });
}, 60_000);

test("100,000 integers in paths, queries and headers", async () => {
  const sent: string[] = [];
  const client = createAcmeClient({
    baseUrl: "http://127.0.0.1",
    fetch: async (url, init) => {
      sent.push(`${url} ${new Headers(init?.headers).get("x-owner")}`);
      return new Response('{"id":1}');
    },
  });
  const property = fc.asyncProperty(integers, async (values) => {
    sent.length = 0;
    const expected: string[] = [];
    for (let i = 0; i + 2 < values.length; i += 3) {
      const [item_id, after, owner] = values.slice(i, i + 3);
      const [path, query, header] = [spelled(item_id, i), spelled(after, i + 1), spelled(owner, i + 2)];
      await client.getItem({ item_id: path, after: query, "X-Owner": header });
      expected.push(`http://127.0.0.1/items/${item_id}?after=${after} ${owner}`);
    }
    expect(sent).toEqual(expected);
  });
  await fc.assert(property, { numRuns: Math.ceil(100_000 / (batch - (batch % 3))) });
}, 60_000);
