import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ResponseFormatError, ServerError } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { startServer } from "./server.ts";

const large = JSON.stringify({ text: "ä".repeat(5_000) });

test.each([
  ["whose length is told", () => ({ "Content-Length": String(Buffer.byteLength(large)) }), large],
  ["that is sent in chunks", () => ({}), large],
  [
    "that is small until it is unpacked",
    () => ({ "Content-Encoding": "gzip", "Content-Length": String(gzipSync(large).byteLength) }),
    gzipSync(large),
  ],
])("an answer %s is read up to maxAnswerSize", async (_, headers, body) => {
  const server = await startServer((response) => {
    response.writeHead(200, { "Content-Type": "application/json", ...headers() });
    response.write(body);
    response.end();
  });
  const few = createAcmeClient({ baseUrl: server.url, maxAnswerSize: 1_000 });
  const error = await rejection(few.getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(error.message).toBe("acme getJob: 200: the answer is larger than 1000 bytes");
  expect(server.requests).toHaveLength(1);
  await expect(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" })).resolves.toEqual(
    JSON.parse(large),
  );
});

test.each([Infinity, Number.MAX_SAFE_INTEGER])(
  "%d bytes are no limit, compressed or not",
  async (maxAnswerSize) => {
    const server = await startServer((response, _, count) => {
      response.writeHead(200, count % 2 ? { "Content-Encoding": "gzip" } : {});
      response.end(count % 2 ? gzipSync(large) : large);
    });
    const client = createAcmeClient({ baseUrl: server.url, maxAnswerSize, retries: 0 });
    for (let i = 0; i < 2; i++)
      await expect(client.getJob({ job_id: "1" })).resolves.toEqual(JSON.parse(large));
  },
);

test("an answer without end is cut, and its connection closed", async () => {
  const server = await startServer((response) => {
    const send = () => {
      while (response.writable && response.write("x".repeat(1_000)));
      response.once("drain", send);
    };
    send();
  });
  const client = createAcmeClient({ baseUrl: server.url, maxAnswerSize: 100_000 });
  expect(await rejection(client.getReport())).toBeInstanceOf(ResponseFormatError);
  await expect.poll(server.connections).toBe(0);
});

test("a failure that is too large is told by its status", async () => {
  const server = await startServer((response) => response.writeHead(503, { "Retry-After": "0" }).end(large));
  const client = createAcmeClient({ baseUrl: server.url, maxAnswerSize: 1_000 });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ServerError);
  expect(error.message).toBe("acme getJob: 503: [more than 1000 bytes] (3 attempts)");
});

test("the length that an answer to HEAD tells is not that of a body", async () => {
  const server = await startServer((response) => response.writeHead(200, { "Content-Length": "2000" }).end());
  const client = createAcmeClient({ baseUrl: server.url, maxAnswerSize: 1_000 });
  await expect(client.checkJob()).resolves.toBeUndefined();
});
