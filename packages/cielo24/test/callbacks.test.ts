import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  InvalidArgumentError,
  parseTranscriptionComplete,
  type TranscriptionComplete,
} from "@jobwire/cielo24";
import { expect, onTestFinished, test } from "vitest";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const path = `/cielo24/done?job_id=${job_id}&iwp_name=FINAL&job_name=harbour%20tour&mine=1`;
const expected = { job_id, iwp_name: "FINAL", job_name: "harbour tour" };

test.each<[string, Parameters<typeof parseTranscriptionComplete>[0]]>([
  ["a path and a query", path],
  ["an address", `https://user:pass@www.example.com${path}#end`],
  ["a URL", new URL(path, "https://www.example.com")],
  ["a Request", new Request(`https://www.example.com${path}`)],
  ["a path that no URL can be made of", `//${path}`],
])("reads %s", (_, received) => {
  expect(parseTranscriptionComplete(received)).toEqual(expected);
});

test("reads what node:http receives", async () => {
  let arrived: TranscriptionComplete | undefined;
  const server = createServer((request, response) => {
    arrived = parseTranscriptionComplete(request);
    response.end();
  });
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  expect(arrived).toEqual(expected);
});

test("leaves out what does not come", () => {
  expect(parseTranscriptionComplete("/done")).toEqual({});
  expect(parseTranscriptionComplete("/done?")).toEqual({});
  expect(parseTranscriptionComplete("/done?__proto__=1&constructor=2")).toEqual({});
});

test.each<[string, unknown, string]>([
  [
    "a tag that was not replaced",
    "/done?job_id={job_id}",
    'job_id: expected a match of ^[0-9a-f]{32}$, got "{job_id}"',
  ],
  ["an empty id", "/done?job_id=", 'job_id: expected a match of ^[0-9a-f]{32}$, got ""'],
  ["a value twice", `/done?job_id=${job_id}&job_id=${job_id}`, "job_id: expected one value, got 2"],
  ["bytes that are no text", "/done?job_id=%ff%fe", 'job_id: expected a match of ^[0-9a-f]{32}$, got "��"'],
  [
    "what is no address",
    "job_id=1",
    "received: expected a request or its address, absolute or from its path on, got another text",
  ],
  [
    "a request without an address",
    {},
    "received: expected a request or its address, absolute or from its path on, got object",
  ],
  [
    "nothing",
    undefined,
    "received: expected a request or its address, absolute or from its path on, got undefined",
  ],
  ["null", null, "received: expected a request or its address, absolute or from its path on, got null"],
  ["a number", 7, "received: expected a request or its address, absolute or from its path on, got number"],
])("%s is an InvalidArgumentError", (_, received, message) => {
  const parse = () => parseTranscriptionComplete(received as never);
  expect(parse).toThrow(InvalidArgumentError);
  expect(parse).toThrow(`cielo24 transcriptionComplete: ${message}`);
});
