/** The requests that Tencent's spec spells out, so that somebody can write a client of their forms, are good. */
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { type Spec, specs } from "./spec.ts";

const { info } = specs.get("tencent-batch") as Spec & { info: { description: string } };
const requests = Array.from(
  info.description.matchAll(/```http\n([\s\S]*?)```/g),
  ([, request = ""]) => request,
);
const secretId = "AKIDexampleexampleexample";
const signedAt = 1763791200;

test("two forms are spelled out", () => {
  expect(requests.map((request) => request.match(/v1|TC3|SignatureMethod/)?.[0])).toEqual([
    "TC3",
    "SignatureMethod",
  ]);
});

test.each(requests)("as it is written, number %# is taken", async (request) => {
  expect(await answerTo(request, "exampleexampleexample")).toMatchObject({
    Response: { JobSet: expect.any(Array) },
  });
});

test.each(requests)("with another key, number %# is refused", async (request) => {
  expect(await answerTo(request, "another")).toMatchObject({
    Response: { Error: { Code: "AuthFailure.SignatureFailure" } },
  });
});

/** Sends a request as it stands there, host included. */
async function answerTo(request: string, secretKey: string): Promise<unknown> {
  await using mock = await startMock("tencent-batch", {
    credentials: { secretId, secretKey },
    now: () => signedAt * 1000,
  });
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.end(`${request.trim().replaceAll("\n", "\r\n")}\r\nConnection: close\r\n\r\n`);
  const [, body = ""] = (await text(socket)).split("\r\n\r\n");
  return JSON.parse(body);
}
