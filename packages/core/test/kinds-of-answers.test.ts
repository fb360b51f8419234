import { getEventListeners } from "node:events";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ResponseFormatError, type StreamOptions } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

test("an answer is text, or JSON where an argument asks for it", async () => {
  const server = await startServer((response, { url }) =>
    url.includes("as_link=true") ? json(response, { id: 7 }) : response.end("1\n00:00:01"),
  );
  const client = createAcmeClient({ baseUrl: server.url });
  expect(await client.getCaption()).toBe("1\n00:00:01");
  expect(await client.getCaption({ as_link: false })).toBe("1\n00:00:01");
  expect(await client.getCaption({ as_link: true })).toEqual({ id: "7" });
  expect(await client.getCaption({ as_link: "True" })).toEqual({ id: "7" });
});

test("text in place of the JSON that was asked for is no success", async () => {
  const server = await startServer((response) => response.end("text"));
  const call = createAcmeClient({ baseUrl: server.url }).getCaption({ as_link: true });
  expect(await rejection(call)).toBeInstanceOf(ResponseFormatError);
});

test("a failure in place of the text that was asked for is no success, whatever its status", async () => {
  const server = await startServer((response) => json(response, { error: { message: "not ready" } }));
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).getCaption());
  expect(error.message).toBe("acme getCaption: 200: not ready");
});

test("JSON that is no failure is text where text was asked for", async () => {
  const server = await startServer((response) => json(response, { id: 7 }));
  expect(await createAcmeClient({ baseUrl: server.url }).getCaption()).toBe('{"id":7}');
});

test("by path as well", async () => {
  const server = await startServer((response, { url }) =>
    url.includes("as_link=true") ? json(response, { id: 7 }) : response.end("text"),
  );
  const { raw } = createAcmeClient({ baseUrl: server.url });
  expect((await raw.GET("/caption")).data).toBe("text");
  expect((await raw.GET("/caption", { params: { query: { as_link: true } } })).data).toEqual({ id: "7" });
});

test("bytes are bytes, whatever they are", async () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
  const server = await startServer((response) => {
    response.writeHead(200, { "Content-Type": "video/mp4" });
    response.end(bytes);
  });
  const client = createAcmeClient({ baseUrl: server.url });
  expect(await client.getFile()).toEqual(bytes);
  const { data, response } = await client.getFile().withResponse();
  expect(data).toEqual(bytes);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(new Uint8Array((await client.raw.GET("/file")).data as ArrayBuffer)).toEqual(bytes);
});

test("more bytes than may be read are refused", async () => {
  const server = await startServer((response) => response.end(new Uint8Array(1_000)));
  const error = await rejection(createAcmeClient({ baseUrl: server.url, maxAnswerSize: 999 }).getFile());
  expect(error.message).toBe("acme getFile: 200: the answer is larger than 999 bytes");
});

test("an error in place of bytes is an error", async () => {
  const server = await startServer((response) => json(response, { error: { code: "AuthFailure" } }, 400));
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).getFile());
  expect(error).toMatchObject({ name: "AuthenticationError", code: "AuthFailure" });
});

test.each([
  ["", null],
  [null, null],
  ["2026-11-22", "2026-11-22"],
  [0, 0],
])("a field that is %j, where empty text means that it is not set, is %j", async (sent, got) => {
  const server = await startServer((response) => json(response, { ended: sent }));
  expect(await createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" })).toEqual({ ended: got });
});

test("bytes up to the limit are taken, and one more are not", async () => {
  const server = await startServer((response) => response.end(Buffer.alloc(300)));
  const atMost = (maxAnswerSize: number) =>
    createAcmeClient({ baseUrl: server.url, maxAnswerSize }).getFile();
  expect(await atMost(300)).toHaveLength(300);
  expect(await rejection(atMost(299))).toBeInstanceOf(ResponseFormatError);
});

test("a stream that is given up leaves no listener behind", async () => {
  const server = await startServer((response) => response.write("x"));
  const client = createAcmeClient({ baseUrl: server.url });
  const { signal } = new AbortController();
  const options = { as: "stream", signal } as StreamOptions;
  const stream = (await client.getFile({}, options)) as unknown as ReadableStream;
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await stream.cancel();
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await expect.poll(server.connections, { timeout: 5_000 }).toBe(0);
});

test("the Response of a compressed answer holds it decompressed, and says so", async () => {
  const server = await startServer((response) => {
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync('{"id":1}'));
  });
  const client = createAcmeClient({ baseUrl: server.url });
  const { response } = await client.getJob({ job_id: "1" }).withResponse();
  expect(response.headers.has("content-encoding")).toBe(false);
  expect(await response.json()).toEqual({ id: "1" });
});
