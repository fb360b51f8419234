import {
  createCielo24Client,
  type FileInput,
  InvalidArgumentError,
  type UploadProgress,
} from "@jobwire/cielo24";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const done = { body: { TaskId: "41ec7d23fb4b45f9b48a13d0b7283bf2" } };
const text = "content of vidéo.mp4";
const bytes = new TextEncoder().encode(text);
const streamOf = (...chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

async function started(options: { fetch?: typeof fetch } = {}) {
  const server = await serve(() => done);
  return { server, cielo24: createCielo24Client({ apiToken: "t", baseUrl: server.url, ...options }) };
}

describe.each([
  ["by node:http", {}],
  ["by fetch", { fetch: globalThis.fetch }],
])("a file, %s", (_, options) => {
  test.each<[string, FileInput]>([
    ["bytes", bytes],
    ["a part of a buffer", new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ["an ArrayBuffer", bytes.buffer as ArrayBuffer],
    ["a text", text],
    ["a Blob", new Blob([bytes])],
  ])("given as %s is sent as it is, with its length and no type", async (_, body) => {
    const { server, cielo24 } = await started(options);
    expect(await cielo24.uploadMedia({ job_id, body })).toEqual(done.body);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", body: text });
    expect(request?.headers["content-length"]).toBe(String(bytes.length));
    expect(request?.headers).not.toHaveProperty("content-type");
    expect(request?.headers).not.toHaveProperty("transfer-encoding");
  });

  test("has the type of its Blob, or that of the call", async () => {
    const { server, cielo24 } = await started(options);
    await cielo24.uploadMedia({ job_id, body: new Blob([bytes], { type: "audio/mpeg" }) });
    await cielo24.uploadMedia({ job_id, body: bytes }, { headers: { "Content-Type": "video/mp4" } });
    expect(server.requests.map(({ headers }) => headers["content-type"])).toEqual([
      "audio/mpeg",
      "video/mp4",
    ]);
  });

  test("that is a stream is not chunked if its length is given", async () => {
    const { server, cielo24 } = await started(options);
    const body = streamOf(bytes.subarray(0, 5), bytes.subarray(5));
    await cielo24.uploadTranscript({ job_id, format: "text", body, "Content-Length": bytes.length });
    const [request] = server.requests;
    expect(request?.body).toBe(text);
    expect(request?.headers["content-length"]).toBe(String(bytes.length));
    expect(request?.headers).not.toHaveProperty("transfer-encoding");
    expect(request?.headers).not.toHaveProperty("content-type");
  });
});

test("a stream without a length is refused, since cielo24 takes no chunks", async () => {
  const { server, cielo24 } = await started();
  await expect(cielo24.uploadMedia({ job_id, body: streamOf(bytes) })).rejects.toThrow(
    "Content-Length: missing",
  );
  expect(server.requests).toEqual([]);
});

test("a length that no file can have is refused", async () => {
  const { cielo24 } = await started();
  const upload = cielo24.uploadMedia({ job_id, body: streamOf(bytes), "Content-Length": -1 });
  await expect(upload).rejects.toThrow("Content-Length: expected at least 0, got -1");
});

test("its progress is told", async () => {
  const { cielo24 } = await started();
  const told: UploadProgress[] = [];
  await cielo24.uploadMedia({ job_id, body: new Blob([bytes]) }, { onProgress: (step) => told.push(step) });
  expect(told[0]).toEqual({ sent: 0, total: bytes.length });
  expect(told.at(-1)).toEqual({ sent: bytes.length, total: bytes.length });
});

test("by path it goes the same way", async () => {
  const { server, cielo24 } = await started();
  const { data } = await cielo24.raw.POST("/api/job/add_media", {
    params: { query: { job_id } },
    body: text,
  });
  expect(data).toEqual(done.body);
  expect(server.requests[0]?.body).toBe(text);
  expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
});

test.each<[string, unknown, string]>([
  ["nothing", undefined, "body: missing"],
  ["an object", { a: 1 }, "body: expected a string, bytes, a Blob or a stream, got object"],
])("%s in place of a file is refused, and nothing is sent", async (_, body, message) => {
  const { server, cielo24 } = await started();
  const call = cielo24.uploadMedia({ job_id, body } as never);
  await expect(call).rejects.toThrow(message);
  await expect(call).rejects.toThrow(InvalidArgumentError);
  expect(server.requests).toEqual([]);
});

describe("guidelines are a form of parts", () => {
  const partsOf = (body = "", type = "") =>
    new Response(body, { headers: { "content-type": type } }).formData();

  test.each([
    ["by node:http", {}],
    ["by fetch", { fetch: globalThis.fetch }],
  ])("with a file, %s", async (_, options) => {
    const { server, cielo24 } = await started(options);
    const file = new File(["Write numbers as digits."], "rules.txt", { type: "text/plain" });
    await cielo24.uploadCustomGuidelines({ job_id, file });
    const [request] = server.requests;
    const form = await partsOf(request?.body, request?.headers["content-type"]);
    const part = form.get("file") as File;
    expect([[...form.keys()], part.name, await part.text()]).toEqual([
      ["file"],
      "rules.txt",
      "Write numbers as digits.",
    ]);
  });

  test("with bytes, and with text", async () => {
    const { server, cielo24 } = await started();
    await cielo24.uploadCustomGuidelines({ job_id, file: bytes, guidelines_data: "a\nb" });
    const [request] = server.requests;
    const form = await partsOf(request?.body, request?.headers["content-type"]);
    expect(await (form.get("file") as File).text()).toBe(text);
    expect(form.get("guidelines_data")).toBe("a\r\nb"); // as browsers write it
  });

  test("but no stream", async () => {
    const { server, cielo24 } = await started();
    const call = cielo24.uploadCustomGuidelines({ job_id, file: streamOf(bytes) } as never);
    await expect(call).rejects.toThrow("file: expected text, bytes or a Blob, got a stream");
    expect(server.requests).toEqual([]);
  });
});
