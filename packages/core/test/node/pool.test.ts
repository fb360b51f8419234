import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { json, startServer } from "../server.ts";
import { startRawServer } from "./raw-server.ts";
import { read, send } from "./send.ts";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

test("requests in turn share one connection", async () => {
  const server = await startServer((response) => json(response, {}));
  for (let i = 0; i < 20; i++) await read(server.url, { body: "x".repeat(i) });
  expect(server.connections()).toBe(1);
});

test("requests at once have one connection each, up to 256; the others wait", async () => {
  let waiting = 0;
  let most = 0;
  const server = await startServer((response) => {
    most = Math.max(most, ++waiting);
    setTimeout(() => {
      waiting--;
      response.end("ok");
    }, 50);
  });
  const all = await Promise.all(Array.from({ length: 600 }, () => read(server.url)));
  expect(all.every((text) => text === "ok")).toBe(true);
  expect(most).toBeLessThanOrEqual(256);
  expect(most).toBeGreaterThan(100);
  // Of those that are idle now, 64 are kept.
  await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(64);
});

test("a request that waits for a connection can be aborted, and others go on", async () => {
  const server = await startServer((response, { url }) => {
    if (url === "/quick") response.end("ok");
    else setTimeout(() => response.end("slow"), 200);
  });
  const slow = Array.from({ length: 256 }, () => read(`${server.url}/slow`));
  const controller = new AbortController();
  const waiting = send(`${server.url}/quick`, {}, controller.signal);
  const patient = read(`${server.url}/quick`);
  await sleep(50);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  expect(await patient).toBe("ok");
  await Promise.all(slow);
  expect(server.requests.filter(({ url }) => url === "/quick")).toHaveLength(1);
});

test("a connection is kept no longer than the server says", async () => {
  const hinting = (hint: string) =>
    startRawServer((socket) => {
      socket.on("data", () => socket.write(ok.replace("\r\n\r\n", `\r\nKeep-Alive: ${hint}\r\n\r\n`)));
    });
  // A second less than it says: then the server would be about to close it.
  const short = await hinting("timeout=1");
  for (let i = 0; i < 3; i++) await read(short.url);
  expect(short.accepted()).toBe(3);
  const longer = await hinting("timeout=2, max=100");
  await read(longer.url);
  await read(longer.url);
  expect(longer.accepted()).toBe(1);
  await sleep(1_500);
  await read(longer.url);
  expect(longer.accepted()).toBe(2);
});

test("a connection in use is not closed for being quiet", async () => {
  const server = await startRawServer((socket) => {
    let count = 0;
    socket.on("data", () => {
      const answer = ok.replace("\r\n\r\n", "\r\nKeep-Alive: timeout=2\r\n\r\n");
      setTimeout(() => socket.write(answer), count++ ? 2_500 : 0);
    });
  });
  await read(server.url);
  expect(await read(server.url)).toBe("ok");
  expect(server.accepted()).toBe(1);
});

test("a connection that the server closes for good is not used again", async () => {
  const server = await startRawServer((socket) => {
    socket.on("data", () => socket.end(ok.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
  });
  for (let i = 0; i < 5; i++) expect(await read(server.url)).toBe("ok");
  expect(server.accepted()).toBe(5);
});

/** Each connection answers once; it dies, without a word, when a second request comes: as if closed meanwhile. */
function dyingServer(last = "") {
  return startRawServer((socket) => {
    let count = 0;
    socket.on("data", () => {
      if (count++ === 0) socket.write(ok);
      else if (last) socket.end(last);
      else socket.resetAndDestroy();
    });
  });
}

test("a kept connection that is found dead: what may be repeated is, once, on a new one", async () => {
  const server = await dyingServer();
  for (const body of [undefined, "text", Buffer.from("bytes"), new Blob(["blob"])]) {
    const before = server.accepted();
    expect(await read(server.url, { method: "POST", repeatable: true, body })).toBe("ok");
    expect(server.accepted()).toBe(before + 1);
  }
  const several = await dyingServer();
  await Promise.all(Array.from({ length: 8 }, () => read(several.url)));
  expect(await read(several.url, { repeatable: true })).toBe("ok");
  expect(several.accepted()).toBe(9);
});

test("a kept connection that is found dead: what may not be repeated is not", async () => {
  const server = await dyingServer();
  const stream = () => new Blob(["x"]).stream();
  for (const request of [
    { method: "POST", body: "x" },
    { repeatable: true, method: "POST", body: stream() },
  ]) {
    expect(await read(server.url)).toBe("ok");
    const before = server.accepted();
    await expect(send(server.url, request)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|EPIPE/),
    });
    expect(server.accepted()).toBe(before);
  }
});

test("once a byte of an answer has come, nothing is repeated, nor on a new connection", async () => {
  const partial = await dyingServer("HTTP/1.1 200");
  await read(partial.url);
  await expect(send(partial.url, { repeatable: true })).rejects.toThrow();
  expect(partial.accepted()).toBe(1);
  const fresh = await startRawServer((socket) => socket.on("data", () => socket.destroy()));
  await expect(send(fresh.url, { repeatable: true })).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(fresh.accepted()).toBe(1);
});

test("5,000 requests, good and bad, leave no connection and no memory behind", async () => {
  const server = await startServer((response, { url }) => {
    if (url === "/cut") response.socket?.destroy();
    else if (url !== "/silent") json(response, { url });
  });
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  const round = async (count: number) => {
    for (let i = 0; i < count; i += 10) {
      const controller = new AbortController();
      const silent = send(`${server.url}/silent`, {}, controller.signal);
      await Promise.all([
        ...Array.from({ length: 8 }, (_, j) => read(`${server.url}/${i + j}`, { body: "x" })),
        send(`${server.url}/cut`).catch(() => {}),
      ]);
      controller.abort();
      await silent.catch(() => {});
    }
  };
  await round(1_000);
  server.requests.length = 0;
  const before = heapUsed();
  await round(4_000);
  expect(server.connections()).toBeLessThan(20);
  server.requests.length = 0;
  expect(heapUsed() - before).toBeLessThan(2_000_000);
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

/** Bytes in use once all garbage is gone. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
