import { expect, test } from "vitest";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

const down = { "Retry-After": "0" };

test("an outage is not multiplied: beyond 20 retries, each call is sent once", async () => {
  const server = await startServer((response) => json(response, {}, 503, down));
  const client = createAcmeClient({ baseUrl: server.url, retries: 2 });
  for (let i = 0; i < 100; i++) await rejection(client.getJob({ job_id: "1" }));
  expect(server.requests).toHaveLength(120);
});

test("successes earn retries again: one for every five", async () => {
  let failing = true;
  const server = await startServer((response) => json(response, {}, failing ? 503 : 200, down));
  const client = createAcmeClient({ baseUrl: server.url, retries: 1 });
  for (let i = 0; i < 30; i++) await rejection(client.getJob({ job_id: "1" }));
  expect(server.requests).toHaveLength(50);
  failing = false;
  for (let i = 0; i < 10; i++) await client.getJob({ job_id: "1" });
  failing = true;
  for (let i = 0; i < 10; i++) await rejection(client.getJob({ job_id: "1" }));
  expect(server.requests).toHaveLength(50 + 10 + 10 + 2);
});

test("a call that fails once is retried at any time", async () => {
  const server = await startServer((response, _, count) => json(response, {}, count % 2 ? 503 : 200, down));
  const client = createAcmeClient({ baseUrl: server.url, retries: 2 });
  for (let i = 0; i < 15; i++) await client.getJob({ job_id: "1" });
  expect(server.requests).toHaveLength(30);
});
