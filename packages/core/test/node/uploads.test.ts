import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { BodyInput } from "../../src/body.ts";
import { json, startServer } from "../server.ts";
import { startRawServer } from "./raw-server.ts";
import { read, send } from "./send.ts";

/** What `fetch` sends for a body, and what is sent here. */
async function bothWays(body: () => BodyInput, headers: Record<string, string> = {}) {
  const server = await startServer((response) => json(response, {}));
  const streamed = body() instanceof ReadableStream ? { duplex: "half" } : {};
  await fetch(server.url, { method: "POST", headers, body: body(), ...streamed } as RequestInit);
  await read(server.url, { headers, body: body() });
  const sent = server.requests.map(({ body: text, headers: all }) => {
    const boundary = /boundary=(.*)/.exec(all["content-type"] ?? "")?.[1] ?? "none";
    const same = (value: string | undefined) => value?.replaceAll(boundary, "<boundary>");
    return {
      body: same(text),
      type: same(all["content-type"]),
      length: Number(all["content-length"]) - (text.split(boundary).length - 1) * boundary.length,
      transfer: all["transfer-encoding"],
    };
  });
  return { fetched: sent[0], sent: sent[1] };
}

function form(): FormData {
  const data = new FormData();
  data.append("plain", "größer\nline");
  data.append('na"me\r\n', "a\r\nb\rc");
  data.append("file", new File(["content"], 'fi"le\n.txt', { type: "text/plain" }));
  data.append("blob", new Blob([Buffer.of(0, 1, 2)]));
  return data;
}

const bytes = Buffer.from("..größer..");

test.each([
  ["text", () => "ascii"],
  ["empty text", () => ""],
  ["text beyond ASCII", () => "größer"],
  ["URLSearchParams", () => new URLSearchParams({ a: "ö &", b: "" })],
  ["bytes", () => bytes.subarray(2, -2)],
  ["a view of other numbers", () => new Uint16Array([1, 2])],
  ["an ArrayBuffer", () => new Uint8Array(bytes).buffer],
  ["a Blob with a type", () => new Blob(["größer"], { type: "text/csv" })],
  ["a Blob without", () => new Blob(["x"])],
  ["a form", form],
  ["a stream", () => new Blob(["größer"]).stream()],
] as [string, () => BodyInput][])("%s is sent as fetch does", async (_, body) => {
  const { fetched, sent } = await bothWays(body);
  expect(sent).toEqual(fetched);
  const typed = await bothWays(body, { "content-type": "x/y" });
  if (!(body() instanceof FormData)) expect(typed.sent).toEqual(typed.fetched);
});

test("what is no body is refused", async () => {
  await expect(send("http://127.0.0.1:1/", { body: {} as BodyInput })).rejects.toThrow(/a body is a string/);
});

test("a stream whose length the caller knows is sent with it", async () => {
  const server = await startServer((response) => json(response, {}));
  await read(server.url, { headers: { "content-length": "3" }, body: new Blob(["abc"]).stream() });
  const { headers, body } = server.requests[0] ?? {};
  expect([headers?.["content-length"], headers?.["transfer-encoding"], body]).toEqual([
    "3",
    undefined,
    "abc",
  ]);
});

test.each(["abcdef", "a"])(
  "a stream of another length than the caller says is an error: %s",
  async (text) => {
    const received: string[] = [];
    const server = await startRawServer((socket) => {
      socket.on("data", (data) => received.push(String(data)));
    });
    const request = { headers: { "content-length": "3" }, body: new Blob([text]).stream() };
    await expect(send(server.url, request)).rejects.toThrow(
      "the body is not as long as its content-length says",
    );
    // The rest would have been taken for another request.
    expect(received.join("")).not.toContain("abc");
  },
);

test("a stream that fails ends the request with its error", async () => {
  const server = await startServer((response) => json(response, {}));
  const broken = new Error("disk is gone");
  let count = 0;
  const body = new ReadableStream({
    async pull(controller) {
      if (count++ === 3) {
        await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(1);
        throw broken;
      }
      controller.enqueue(new Uint8Array(10));
    },
  });
  await expect(send(server.url, { body })).rejects.toBe(broken);
  await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
  const locked = new Blob(["x"]).stream();
  locked.getReader();
  await expect(send(server.url, { body: locked })).rejects.toThrow(/locked/);
  expect(server.requests).toHaveLength(0);
});

test("a stream is read no faster than the server takes it", async () => {
  const megabyte = 1_048_576;
  const total = 200 * megabyte;
  let produced = 0;
  const server = await startRawServer((socket) => {
    socket.pause();
    setTimeout(() => socket.resume(), 500);
    let received = 0;
    socket.on("data", (data) => {
      received += data.length;
      if (received > total) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
  });
  const body = new ReadableStream({
    pull(controller) {
      if (produced === total) controller.close();
      else controller.enqueue(new Uint8Array(65_536));
      produced = Math.min(total, produced + 65_536);
    },
  });
  const answer = read(server.url, { headers: { "content-length": String(total) }, body });
  await sleep(300);
  expect(produced).toBeLessThan(40 * megabyte);
  expect(await answer).toBe("ok");
  expect(produced).toBe(total);
});

test("large bodies of each kind arrive whole", async () => {
  const server = createServer((request, response) => {
    const hash = createHash("sha256");
    request.on("data", (data) => hash.update(data)).on("end", () => response.end(hash.digest("hex")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const text = "0123456789abcdeé".repeat(500_000);
  const expected = createHash("sha256").update(text).digest("hex");
  for (const body of [text, Buffer.from(text), new Blob([text]), new Blob([text]).stream()]) {
    expect(await read(url, { body })).toBe(expected);
  }
});

test.each(["413 Content Too Large", "200 OK"])("an early answer is taken: %s", async (status) => {
  let cancelled = false;
  const server = await startRawServer((socket) => {
    socket.once("data", () => {
      socket.pause();
      socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 5\r\n\r\n`);
      setTimeout(() => socket.write("early"), 50);
    });
  });
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    cancel: () => {
      cancelled = true;
    },
  });
  const answer = await send(server.url, { body });
  expect(`${answer.status} ${answer.statusText}`).toBe(status);
  expect(await answer.text(100)).toBe("early");
  await expect.poll(() => cancelled, { timeout: 5_000 }).toBe(true);
  // The connection, whose request was never finished, serves no other.
  await send(server.url).then((next) => next.discard());
  expect(server.accepted()).toBe(2);
});

test("a refusal ends the upload, before its own end has come", async () => {
  let cancelled = false;
  const server = await startRawServer((socket) => {
    socket.once("data", () => socket.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\n"));
    socket.resume();
  });
  const body = new ReadableStream({
    async pull(controller) {
      await sleep(10);
      controller.enqueue(new Uint8Array(10));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const answer = await send(server.url, { body });
  await expect.poll(() => cancelled, { timeout: 5_000 }).toBe(true);
  answer.discard();
});

test("the source of an answer may be the body of another request", async () => {
  const server = await startServer((response, { body }) => response.end(body.toUpperCase()));
  const source = await send(server.url, { body: "passed on" });
  expect(await read(server.url, { body: source.stream() })).toBe("PASSED ON");
});
