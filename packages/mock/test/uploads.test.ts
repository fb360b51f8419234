/** Bodies that are files, and forms in parts. */
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, cielo24Url, jobs } from "./cielo24.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock("cielo24");
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const mib = 1024 * 1024;
const upload = (init: RequestInit) => ask(cielo24Url(mock, "add_media"), { method: "POST", ...init });

describe("a file", () => {
  test.each([
    "video/mp4",
    "application/octet-stream",
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "*/*",
    "nonsense",
  ])("of the type %s", async (type) => {
    const body = new Uint8Array([0, 255, 254, 0xc3, 0x25]);
    const answer = await upload({ body, headers: { "content-type": type } });
    expect(answer).toMatchObject({ status: 200, violations: [] });
    expect(mock.requests).toMatchObject([{ operation: "uploadMedia", size: 5 }]);
  });

  test("of no type, in one piece and in chunks, by a socket and without one", async () => {
    const body = new Uint8Array([0, 1, 2]);
    expect((await upload({ body })).status).toBe(200);
    const chunked = await stream([body, body]);
    expect(chunked.statusCode).toBe(200);
    const response = await mock.fetch(cielo24Url(mock, "add_media"), { method: "POST", body });
    expect(response.status).toBe(200);
    expect(mock.requests.map(({ headers, size }) => [headers["content-type"], size])).toEqual([
      [undefined, 3],
      [undefined, 6],
      [undefined, 3],
    ]);
    expect(mock.violations).toEqual([]);
  });

  test("there must be one", async () => {
    const { status, text, violations } = await upload({});
    expect({ status, type: JSON.parse(text).ErrorType }).toEqual({ status: 400, type: "MISSING_PARAMETER" });
    expect(violations).toEqual([{ at: "body", message: "is required, and missing" }]);
  });

  test("the answer is chosen by the other values", async () => {
    const url = cielo24Url(mock, "add_media", { job_id: jobs.unknown });
    const { text } = await ask(url, { method: "POST", body: "content of video.mp4" });
    expect(JSON.parse(text).ErrorType).toBe("ITEM_NOT_FOUND");
  });

  test("where none is taken, it is refused", async () => {
    const { violations } = await ask(cielo24Url(mock, "modify"), { method: "POST", body: "x" });
    expect(violations).toEqual([{ at: "body", message: "expected none, got 1 bytes" }]);
  });

  test("of 200 MiB is counted, and not held in memory", async () => {
    const chunk = new Uint8Array(mib).fill(65);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 5);
    const response = await stream(new Array<Uint8Array>(200).fill(chunk));
    clearInterval(watch);
    expect(response.statusCode).toBe(200);
    const [request] = mock.requests;
    expect(request).toMatchObject({ operation: "uploadMedia", size: 200 * mib, violations: [] });
    expect(request?.body).toBe("A".repeat(64 * 1024));
    expect(most).toBeLessThan(100 * mib);
  }, 120_000);

  test("of 20 MiB, without a socket", async () => {
    const body = new Uint8Array(20 * mib);
    const response = await mock.fetch(cielo24Url(mock, "add_media"), { method: "POST", body });
    expect(response.status).toBe(200);
    expect(mock.requests[0]).toMatchObject({ size: 20 * mib });
  });
});

/** Sends a body in chunks, each once the one before is on its way. */
async function stream(chunks: readonly Uint8Array[]): Promise<IncomingMessage> {
  const request = httpRequest(cielo24Url(mock, "add_media"), { method: "POST" });
  const answered = once(request, "response");
  for (const chunk of chunks) if (!request.write(chunk)) await once(request, "drain");
  request.end();
  const [response] = (await answered) as [IncomingMessage];
  response.resume();
  return response;
}

describe("a form in parts", () => {
  const guidelines = (init: RequestInit) =>
    ask(cielo24Url(mock, "add_custom_guidelines"), { method: "POST", ...init });
  const formOf = (fields: Readonly<Record<string, string | File>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return form;
  };

  test("with a file", async () => {
    const file = new File(["Write numbers as digits.\n"], "guidelines.txt", { type: "text/plain" });
    expect(await guidelines({ body: formOf({ file }) })).toMatchObject({ status: 200, violations: [] });
    expect(mock.requests[0]?.body).toContain('filename="guidelines.txt"');
  });

  test("with text, of any letters", async () => {
    const body = formOf({ guidelines_data: "é & = +\n%zz 💧" });
    expect(await guidelines({ body })).toMatchObject({ status: 200, violations: [] });
  });

  test("is checked by its schema", async () => {
    const { status, violations } = await guidelines({ body: formOf({ other: "x" }) });
    expect(status).toBe(400);
    expect(violations).toEqual([
      { at: "body.file", message: "is required, and missing" },
      { at: "body.guidelines_data", message: "is required, and missing" },
      { at: "body", message: 'must match a schema in anyOf, got {"other":"x"}' },
    ]);
  });

  test.each<[string, string, string, string, string]>([
    [
      "no boundary",
      "multipart/form-data",
      "--x--\r\n",
      "header.content-type",
      "with a boundary, got no boundary",
    ],
    ["no end", "multipart/form-data; boundary=x", "--x\r\nContent-Dis", "body", "got parts that are none"],
    ["no parts", "multipart/form-data; boundary=x", "hello", "body", "got parts that are none"],
    [
      "another boundary",
      "multipart/form-data; boundary=y",
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello\r\n--x--\r\n',
      "body",
      "got parts that are none",
    ],
  ])("%s", async (_, type, body, at, message) => {
    const { status, text, violations } = await guidelines({ body, headers: { "content-type": type } });
    expect({ status, type: JSON.parse(text).ErrorType }).toEqual({ status: 400, type: "INVALID_QUERY" });
    expect(violations).toEqual([{ at, message: expect.stringContaining(message) }]);
  });

  test("of another type", async () => {
    const { violations } = await guidelines({ body: "{}", headers: { "content-type": "application/json" } });
    expect(violations).toEqual([
      { at: "header.content-type", message: "expected multipart/form-data, got application/json" },
    ]);
  });

  test("of more than 10 MB", async () => {
    const { violations } = await guidelines({ body: formOf({ guidelines_data: "x".repeat(10 * mib) }) });
    expect(violations).toEqual([{ at: "body", message: "expected at most 10485760 bytes, got more" }]);
  });
});
