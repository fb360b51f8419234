/** What the provider calls. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, cielo24Url, jobs } from "./cielo24.ts";

let mock: Mock;
let receiver: Server;
let received: IncomingMessage[] = [];
beforeAll(async () => {
  mock = await startMock("cielo24");
  receiver = createServer((message, response) => {
    received.push(message);
    if (message.url?.startsWith("/moved")) response.setHeader("location", "http://192.0.2.1/").writeHead(302);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
});
afterEach(() => {
  mock.reset();
  received = [];
});
afterAll(async () => {
  receiver.close();
  await mock.close();
});

const port = () => (receiver.address() as AddressInfo).port;
const order = (callback_url: string, more = {}) =>
  ask(
    cielo24Url(mock, "perform_transcription", { transcription_fidelity: "PREMIUM", callback_url, ...more }),
  );

test("the address gets the values that it asks for, the job's own, and whatever is given", async () => {
  const job_id = jobs.inProcess;
  await order(`http://127.0.0.1:${port()}/done?job={job_id}&by={iwp_name}&t={course}&x={unknown}&{}`, {
    job_id,
  });
  const response = await mock.sendCallback("performTranscription", {
    iwp_name: "MECHANICAL",
    course: "a & b",
    more: "1",
  });
  expect(response.status).toBe(200);
  expect(received.map(({ method, url }) => [method, url])).toEqual([
    ["GET", `/done?job=${job_id}&by=MECHANICAL&t=a%20%26%20b&x={unknown}&{}`],
  ]);
});

test("the examples of the spec stand in for what is not given", async () => {
  await order(`http://localhost:${port()}/{job_name}?{iwp_name}`);
  await mock.sendCallback("performTranscription");
  expect(received[0]?.url).toBe("/example_job?FINAL");
});

test("a user in broken percent-encoding is told", async () => {
  await order(`http://us%zzer:hunter2@127.0.0.1:${port()}/`);
  await expect(mock.sendCallback("performTranscription")).rejects.toThrow(
    "expected percent-encoded UTF-8 as user and password of the address to call back",
  );
});

test("the last address that was given to the operation, with user and password", async () => {
  await order(`http://127.0.0.1:${port()}/first`);
  await order(`http://us%20er:pass@127.0.0.1:${port()}/second`);
  const modify = cielo24Url(mock, "modify", { callback_url: `http://127.0.0.1:${port()}/third` });
  await ask(modify, { method: "POST" });
  await mock.sendCallback("performTranscription");
  await mock.sendCallback("modifyJob");
  expect(received.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ["/second", `Basic ${Buffer.from("us er:pass").toString("base64")}`],
    ["/third", undefined],
  ]);
});

test.each([
  "http://example.com/",
  "http://192.0.2.1/",
  "http://127.0.0.1.example.com/",
  "http://127.0.0.1@example.com/",
  "http://{iwp_name}/",
  "http://0.0.0.0/",
  "ftp://127.0.0.1/",
])("%s is not called: it is not this machine's", async (address) => {
  await order(address);
  const sent = mock.sendCallback("performTranscription", { iwp_name: "example.com" });
  await expect(sent).rejects.toThrow("expected an address of this machine to call back");
});

test("nor is where it is sent on to", async () => {
  await order(`http://127.0.0.1:${port()}/moved`);
  expect((await mock.sendCallback("performTranscription")).status).toBe(302);
});

test("what cannot be called", async () => {
  const sent = (name = "performTranscription") => mock.sendCallback(name);
  await expect(sent()).rejects.toThrow("there was no successful request of performTranscription");
  await order(`http://127.0.0.1:${port()}/`, { transcription_fidelity: "NONE" });
  await expect(sent()).rejects.toThrow("there was no successful request of performTranscription");
  await order("");
  await expect(sent()).rejects.toThrow("the last performTranscription had no callback_url");
  await order("here");
  await expect(sent()).rejects.toThrow("the address to call back is none: here");
  await expect(sent("deleteJob")).rejects.toThrow(
    'operation: expected one of modifyJob, performTranscription, got "deleteJob"',
  );
  await expect(sent("performTranscriptions")).rejects.toThrow('did you mean "performTranscription"?');
  expect(received).toEqual([]);
});

test("nobody listens there", async () => {
  await order("http://127.0.0.1:1/");
  await expect(mock.sendCallback("performTranscription")).rejects.toThrow();
});
