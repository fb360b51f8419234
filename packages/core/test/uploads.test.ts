import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { TimeoutError, type UploadProgress } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

const size = 3_000_000;

describe("the progress of an upload", () => {
  test.each([
    ["a Blob", () => new Blob([new Uint8Array(size)]), size],
    ["bytes", () => new Uint8Array(size), size],
    ["text", () => "a".repeat(size), size],
    ["a stream", () => new Blob([new Uint8Array(size)]).stream(), undefined],
  ])("of %s begins at nothing and ends with all of it", async (_, body, total) => {
    const server = await startServer((response) => json(response, {}));
    const told: UploadProgress[] = [];
    const options = { onProgress: (progress: UploadProgress) => told.push(progress) };
    await createAcmeClient({ baseUrl: server.url }).upload({ body: body() }, options as object);
    expect(server.requests[0]?.body).toHaveLength(size);
    expect(told[0]).toEqual({ sent: 0, total });
    expect(told.at(-1)).toEqual({ sent: size, total });
    const sent = told.map((progress) => progress.sent);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  });

  test("begins anew with each attempt", async () => {
    const server = await startServer((response, _, count) => json(response, {}, count === 1 ? 503 : 200));
    const told: number[] = [];
    const options = { onProgress: ({ sent }: UploadProgress) => told.push(sent) };
    await createAcmeClient({ baseUrl: server.url }).upload({ body: new Uint8Array(10) }, options as object);
    expect(told).toEqual([0, 10, 0, 10]);
  });

  test("knows the size of a stream whose length a header tells", async () => {
    const server = await startServer((response) => json(response, {}));
    const told: UploadProgress[] = [];
    const onProgress = (progress: UploadProgress) => told.push(progress);
    const options = { onProgress, headers: { "Content-Length": "10" } };
    const body = new Blob([new Uint8Array(10)]).stream();
    await createAcmeClient({ baseUrl: server.url }).upload({ body }, options as object);
    expect(told[0]).toEqual({ sent: 0, total: 10 });
    expect(told.at(-1)).toEqual({ sent: 10, total: 10 });
  });

  test.each([
    ["at its begin, by Node", 0, () => new Uint8Array(10), undefined],
    ["on its way, by Node", 10, () => new Uint8Array(10), undefined],
    ["on its way, by fetch", 10, () => new Uint8Array(10), fetch],
    ["on its way, of a stream, by fetch", 10, () => new Blob([new Uint8Array(10)]).stream(), fetch],
  ])("ends the call with what its listener throws %s", async (_, at, body, fetch) => {
    const server = await startServer((response) => json(response, {}));
    const thrown = new RangeError("the bar is full");
    let calls = 0;
    const onProgress = ({ sent }: UploadProgress) => {
      calls++;
      if (sent === at) throw thrown;
    };
    const client = createAcmeClient({ baseUrl: server.url, fetch });
    await expect(client.upload({ body: body() }, { onProgress } as object)).rejects.toBe(thrown);
    expect(calls).toBe(at === 0 ? 1 : 2); // no further attempt
  });

  test("is refused where nothing is uploaded, and what is no function", async () => {
    const client = createAcmeClient({ baseUrl: "http://127.0.0.1:1" });
    const given = { job_id: "1" };
    expect((await rejection(client.getJob(given, { onProgress: () => {} } as object))).message).toContain(
      'unknown option "onProgress"',
    );
    const wrong = client.upload({ body: "a" }, { onProgress: 1 } as object);
    expect((await rejection(wrong)).message).toBe("acme upload: onProgress: expected a function, got 1");
  });
});

test("parts are sent as a form: text, files by their names, bytes", async () => {
  const server = await startServer((response) => json(response, {}));
  const body = {
    text: "größer",
    count: 7,
    tags: ["a", "b"],
    file: new File(["content"], "notes.txt", { type: "text/plain" }),
    bytes: new Uint8Array([65, 66]),
  };
  await createAcmeClient({ baseUrl: server.url }).uploadParts({ body });
  const [request] = server.requests;
  const type = request?.headers["content-type"] ?? "";
  const form = await new Response(request?.body ?? "", { headers: { "content-type": type } }).formData();
  expect([form.get("text"), form.get("count"), form.getAll("tags")]).toEqual(["größer", "7", ["a", "b"]]);
  const file = form.get("file") as File;
  expect([file.name, file.type, await file.text()]).toEqual(["notes.txt", "text/plain", "content"]);
  const bytes = form.get("bytes") as File;
  expect([bytes.name, await bytes.text()]).toEqual(["bytes", "AB"]);
});

test("a part that is a stream is refused, since its size is not known", async () => {
  const client = createAcmeClient({ baseUrl: "http://127.0.0.1:1" });
  const error = await rejection(client.uploadParts({ body: { file: new Blob(["a"]).stream() } }));
  expect(error.message).toBe(
    "acme uploadParts: file: expected text, bytes or a Blob, got a stream, whose size is not known",
  );
});

describe("an answer as it comes", () => {
  const stream = { as: "stream" } as object;

  test("is a stream of its bytes, larger than what is read whole, before its end has come", async () => {
    let finish = () => {};
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.write("first");
      finish = () => response.end("x".repeat(100_000));
    });
    const client = createAcmeClient({ baseUrl: server.url, maxAnswerSize: 10 });
    const body = (await client.getReport({}, stream)) as unknown as ReadableStream<Uint8Array>;
    const reader = body.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
    finish();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    let rest = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value.length;
    expect(rest).toBe(100_000);
    expect(timers()).toBeLessThan(before); // that of the call has gone
  });

  test("ends with the call's error when its time is over, and the connection with it", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.write("first");
    });
    const client = createAcmeClient({ baseUrl: server.url });
    const options = { ...stream, timeout: 200 };
    const body = (await client.getReport({}, options)) as unknown as ReadableStream<Uint8Array>;
    const reader = body.getReader();
    await reader.read();
    const error = await reader.read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      operation: "getReport",
      message: expect.stringContaining("no answer within 200 ms"),
    });
    while (server.connections() > 0) await sleep(10);
  });

  test("fails as a connection does that is lost", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.write("first", () => setTimeout(() => response.socket?.destroy(), 50));
    });
    const body = (await createAcmeClient({ baseUrl: server.url }).getReport(
      {},
      stream,
    )) as unknown as ReadableStream;
    const reader = body.getReader();
    await reader.read();
    const error = await reader.read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("the answer was cut off"),
    });
  });

  test("can be given up", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Type": "text/plain" });
      response.write("first");
    });
    const client = createAcmeClient({ baseUrl: server.url, timeout: 600_000 });
    const body = (await client.getReport({}, stream)) as unknown as ReadableStream<Uint8Array>;
    await body.cancel();
    while (server.connections() > 0) await sleep(10);
  });

  test("is an error as ever where the provider refuses", async () => {
    const server = await startServer((response) => json(response, { error: { code: "JobLost" } }, 404));
    const error = await rejection(createAcmeClient({ baseUrl: server.url }).getReport({}, stream));
    expect(error).toMatchObject({ status: 404, code: "JobLost" });
  });

  test("is not offered for JSON", async () => {
    const client = createAcmeClient({ baseUrl: "http://127.0.0.1:1" });
    const error = await rejection(client.getJob({ job_id: "1" }, stream));
    expect(error.message).toContain('unknown option "as"');
  });
});
