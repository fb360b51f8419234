import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Script, stall, startServer } from "../server.ts";
import { startRawServer } from "./raw-server.ts";
import { drain, read, send } from "./send.ts";

/** Nothing of an aborted request may fail later, where nobody listens. */
function watchForUnhandled(): unknown[] {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  onTestFinished(() => {
    process.off("unhandledRejection", note).off("uncaughtException", note);
  });
  return unhandled;
}

const reason = new Error("enough");

/** Aborts after 50 ms, and expects the promise to settle with the reason at once. */
async function aborted(start: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const unhandled = watchForUnhandled();
  const controller = new AbortController();
  let settled: unknown;
  const promise = start(controller.signal).catch((error) => {
    settled = error;
  });
  await sleep(50);
  expect(settled).toBeUndefined();
  controller.abort(reason);
  await Promise.race([promise, new Promise((resolve) => setImmediate(resolve))]);
  expect(settled).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  await sleep(50);
  expect(unhandled).toEqual([]);
}

test("before it begins, nothing is sent", async () => {
  const server = await startServer((response) => response.end());
  await expect(send(server.url, {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(server.connections()).toBe(0);
});

describe("while", () => {
  test.each([
    ["connecting", "http"],
    ["connecting by TLS", "https"],
  ])("%s", async (_, protocol) => {
    const open = new Set<unknown>();
    // The server of TLS accepts, but never says hello; that of HTTP never answers.
    const server = await startRawServer((socket) => {
      open.add(socket);
      socket.resume().on("close", () => open.delete(socket));
    });
    await aborted((signal) => send(`${protocol}://127.0.0.1:${server.port}/`, {}, signal));
    await expect.poll(() => open.size, { timeout: 5_000 }).toBe(0);
  });

  test("looking up a name", async () => {
    const controller = new AbortController();
    const answer = send("http://a.name.that.nobody.has.invalid/", {}, controller.signal);
    await Promise.resolve();
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });

  const stalled: [string, Script, (url: string, signal: AbortSignal) => Promise<unknown>][] = [
    ["waiting for the answer", () => {}, (url, signal) => read(url, {}, signal)],
    ["reading text", stall, (url, signal) => read(url, {}, signal)],
    ["reading a stream", stall, async (url, signal) => drain((await send(url, {}, signal)).stream())],
    [
      "decompressing",
      (response) => {
        response.writeHead(200, { "Content-Encoding": "gzip" });
        response.write(gzipSync("x".repeat(100_000)).subarray(0, 50));
      },
      (url, signal) => read(url, {}, signal),
    ],
  ];
  test.each(stalled)("%s", async (_, script, start) => {
    const server = await startServer(script);
    await aborted((signal) => start(server.url, signal));
    await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
  });

  test("uploading to a server that does not take it, and the source is told", async () => {
    const open = new Set<unknown>();
    const server = await startRawServer((socket) => {
      open.add(socket);
      socket.pause().on("close", () => open.delete(socket));
    });
    let cancelled = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
      cancel: () => {
        cancelled = true;
      },
    });
    await aborted((signal) => send(server.url, { body }, signal));
    await expect.poll(() => cancelled, { timeout: 5_000 }).toBe(true);
  });

  test("uploading from a source that does not come", async () => {
    const server = await startServer(() => {});
    let cancelled = false;
    const body = new ReadableStream({
      cancel: () => {
        cancelled = true;
      },
    });
    await aborted((signal) => send(server.url, { body }, signal));
    await expect.poll(() => cancelled, { timeout: 5_000 }).toBe(true);
  });
});

test.each([
  ["is on its way", stall],
  ["has come already", (response) => response.end("whole")],
] as [string, Script][])("between the headers and the reading of a body that %s", async (_, script) => {
  const server = await startServer(script);
  const controller = new AbortController();
  const one = await send(server.url, {}, controller.signal);
  const two = await send(server.url, {}, controller.signal);
  const three = await send(server.url, {}, controller.signal);
  const begun = three.stream().getReader();
  controller.abort(reason);
  await expect(one.text(100)).rejects.toBe(reason);
  await expect(drain(two.stream())).rejects.toBe(reason);
  await expect(begun.read()).rejects.toBe(reason);
});

test("after the end, nothing happens, and no listener is left", async () => {
  const server = await startServer((response) => response.end("ok"));
  const controller = new AbortController();
  const { signal } = controller;
  expect(await read(server.url, {}, signal)).toBe("ok");
  expect(String(await drain((await send(server.url, {}, signal)).stream()))).toBe("ok");
  (await send(server.url, {}, signal)).discard();
  await (await send(server.url, {}, signal)).stream().cancel();
  await send("http://127.0.0.1:1/", {}, signal).catch(() => {});
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await sleep(50);
  const kept = server.connections();
  controller.abort(reason);
  await sleep(20);
  expect(server.connections()).toBe(kept);
});
