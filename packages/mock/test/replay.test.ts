/** What the official client of Huawei Cloud has sent, sent once more to the mock, byte for byte. */
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import captures from "./vectors/huawei-requests.json" with { type: "json" };

type Capture = (typeof captures)[number];

/** A mock that has the key of a capture, and lives at its time. */
function startFor({ accessKey, secretKey, head }: Capture) {
  const value = (name: string) =>
    head.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  const date = value("X-Sdk-Date").replace(/(....)(..)(..T..)(..)(..Z)/, "$1-$2-$3:$4:$5");
  const securityToken = value("X-Security-Token");
  return startMock("huawei-dli", {
    credentials: { accessKey, secretKey, ...(securityToken && { securityToken }) },
    now: () => Date.parse(date),
  });
}

/** Sends bytes over a connection of their own, and reads the one answer. */
async function exchange(url: string, head: readonly string[], body: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    while (!isComplete(text)) await once(socket, "data");
    const [top = "", content = ""] = text.split("\r\n\r\n");
    return { status: Number(top.split(" ")[1]), top: top.toLowerCase(), body: JSON.parse(content) };
  } finally {
    socket.destroy();
  }
}

function isComplete(text: string): boolean {
  const [top = "", content] = text.split("\r\n\r\n");
  const length = /^content-length: (\d+)/im.exec(top)?.[1];
  return content !== undefined && Buffer.byteLength(content) >= Number(length);
}

/** The operations that the spec has. */
const known = captures.filter(({ head: [line = ""] }) => line.startsWith("DELETE "));
const unknown = captures.filter((capture) => !known.includes(capture));

describe.each(known)("the official client of Huawei Cloud: $name", (capture) => {
  const { head, body } = capture;

  test("is answered", async () => {
    await using mock = await startFor(capture);
    const answer = await exchange(mock.url, head, body);
    expect(answer).toMatchObject({ status: 200, body: { is_success: "true" } });
    expect(answer.top).not.toContain("jobwire-violations");
    expect(mock.requests).toMatchObject([{ operation: "deleteFlinkJob", violations: [] }]);
  });

  test("is refused when one byte is another", async () => {
    await using mock = await startFor(capture);
    for (const changed of changes(head)) {
      const answer = await exchange(mock.url, changed, body);
      expect(answer, changed.join("\n")).toMatchObject({
        status: 401,
        body: { error_code: "APIG.0301", request_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
      });
    }
    expect(mock.requests.length).toBeGreaterThan(200);
    expect(mock.requests.every(({ violations: [first] }) => first?.at === "credentials")).toBe(true);
  });
});

test.each(unknown)("the official client of Huawei Cloud: $name, which has no mock", async (capture) => {
  await using mock = await startFor(capture);
  const answer = await exchange(mock.url, capture.head, capture.body);
  expect(answer).toMatchObject({ status: 404, body: { error_code: "APIG.0101" } });
  expect(mock.requests).toMatchObject([{ operation: undefined, violations: [{ at: "path" }] }]);
});

/** Lines whose values are signed, or are the signature. */
const signed = /^(?:content-type|x-project-id|x-sdk-date|x-security-token|host|authorization): /i;

/** With each byte that is signed changed in turn: of the path only the ids, since another path is another API. */
function* changes(head: readonly string[]): Generator<string[]> {
  for (const [index, line] of head.entries()) {
    for (const at of index === 0 ? placesOfIds(line) : placesOfValue(line)) {
      const changed = line.slice(0, at) + another(line[at] ?? "") + line.slice(at + 1);
      yield head.with(index, changed);
    }
  }
}

function placesOfIds(line: string): number[] {
  const { indices } = /^DELETE \/v1\.0\/([^/]+)\/streaming\/jobs\/([^/]+) /d.exec(line) as RegExpExecArray;
  return (indices ?? []).slice(1).flatMap(([first, end]) => places(first, end));
}

function placesOfValue(line: string): number[] {
  const [name] = signed.exec(line) ?? [];
  return name === undefined ? [] : places(name.length, line.length);
}

function places(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, i) => first + i);
}

/** Another character of the same kind. */
function another(character: string): string {
  if (/\d/.test(character)) return character === "0" ? "1" : "0";
  return character === "b" ? "c" : "b";
}
