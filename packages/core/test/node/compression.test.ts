import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, deflateRawSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BodyTooLarge } from "../../src/exchange/exchange.ts";
import { startServer } from "../server.ts";
import { drain, read, send } from "./send.ts";

const text = JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ({ id, name: `größer ${id}` })));

/** A server that answers with bytes in a content coding: `/whole`, else in pieces. */
function answering(coding: string, bytes: Buffer) {
  return startServer((response, { url }) => {
    response.writeHead(200, { "Content-Encoding": coding });
    if (url === "/whole") {
      response.end(bytes);
      return;
    }
    response.write(bytes.subarray(0, 1));
    setTimeout(() => response.end(bytes.subarray(1)), 5);
  });
}

const double = (bytes: string) => brotliCompressSync(gzipSync(bytes));

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZIP", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["identity", Buffer.from],
  ["gzip, br", double],
] as [string, (text: string) => Buffer][])("%s is undone, in text and in streams", async (coding, encode) => {
  const server = await answering(coding, encode(text));
  expect(await read(server.url)).toBe(text);
  expect(String(await drain((await send(server.url)).stream()))).toBe(text);
  const small = await answering(coding, encode("größer"));
  expect(await read(`${small.url}/whole`)).toBe("größer");
  expect(await read(`${small.url}/whole`)).toBe("größer");
  expect(small.connections()).toBe(1);
  expect(server.connections()).toBe(1);
});

test("an unknown coding is named", async () => {
  const server = await answering("rot13", Buffer.from("uryyb"));
  await expect(read(`${server.url}/whole`)).rejects.toThrow(
    'the answer\'s content-encoding "rot13" is not known',
  );
  await expect(drain((await send(server.url)).stream())).rejects.toThrow("rot13");
  await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
});

test("more codings than anybody needs are refused", async () => {
  const server = await answering("gzip, gzip, gzip, gzip, gzip", Buffer.from("x"));
  await expect(read(server.url)).rejects.toThrow("the answer is encoded 5 times");
});

describe.each([
  ["gzip", gzipSync(text), "Z_"],
  ["deflate", deflateSync(text), "Z_"],
  ["br", brotliCompressSync(text), "ERR_"],
])("%s", (coding, bytes, code) => {
  const told = {
    message: expect.stringContaining(`the answer is no valid ${coding}: `),
    code: expect.stringMatching(`^(${code}|Z_)`),
  };

  test("that is corrupt is an error", async () => {
    const corrupt = Buffer.from(bytes);
    corrupt.fill(0xa5, 20, 200);
    const server = await answering(coding, corrupt);
    await expect(read(server.url)).rejects.toMatchObject(told);
    await expect(read(`${server.url}/whole`)).rejects.toMatchObject(told);
    await expect(drain((await send(server.url)).stream())).rejects.toMatchObject(told);
  });

  test("that ends too early is an error", async () => {
    const server = await answering(coding, bytes.subarray(0, -20));
    await expect(read(server.url)).rejects.toMatchObject(told);
    await expect(read(`${server.url}/whole`)).rejects.toMatchObject(told);
    await expect(drain((await send(server.url)).stream())).rejects.toMatchObject(told);
  });

  test("that is cut off with its connection says so", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Encoding": coding, "Content-Length": bytes.length });
      response.write(bytes.subarray(0, -20), () => response.socket?.destroy());
    });
    await expect(read(server.url)).rejects.toThrow("the connection was closed before the end of the answer");
  });
});

test("what follows the compressed body keeps no connection busy", async () => {
  const body = Buffer.concat([deflateSync("text"), Buffer.alloc(1_000_000, "x")]);
  const server = await answering("deflate", body);
  for (let i = 0; i < 3; i++) expect(await read(server.url)).toBe("text");
  // The server itself would close it when it has been idle for 5 s.
  await expect.poll(() => server.connections(), { timeout: 4_000 }).toBeLessThan(2);
});

test("the largest size is that after decompression", async () => {
  const server = await answering("gzip", gzipSync("x".repeat(1_000)));
  for (const path of ["/pieces", "/whole"]) {
    expect(await (await send(server.url + path)).text(1_000)).toHaveLength(1_000);
    await expect((await send(server.url + path)).text(999)).rejects.toBeInstanceOf(BodyTooLarge);
    await expect((await send(server.url + path)).text(0)).rejects.toBeInstanceOf(BodyTooLarge);
  }
});

test("a bomb is stopped on its way", { retry: 2 }, async () => {
  const bomb = gzipSync(Buffer.alloc(256_000_000), { level: 9 });
  const cost = async (work: () => unknown) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const whole = await cost(() => gunzipSync(bomb));
  const server = await answering("gzip", bomb);
  const answer = await send(server.url);
  const before = process.memoryUsage().rss;
  const stopped = await cost(async () => {
    await expect(answer.text(1_000_000)).rejects.toBeInstanceOf(BodyTooLarge);
    await sleep(1_500);
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  expect(stopped).toBeLessThan(whole / 2);
});
