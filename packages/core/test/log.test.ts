import { expect, test } from "vitest";
import type { LogEvent } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

test("tells of requests, answers and retries", async () => {
  const server = await startServer((response, _, count) =>
    count === 1
      ? json(response, { error: { code: "InternalError", message: "down" }, request_id: "r-1" }, 503, {
          "Retry-After": "0",
        })
      : json(response, { request_id: "r-2" }),
  );
  const events: LogEvent[] = [];
  const client = createAcmeClient({ baseUrl: server.url, logger: (event) => events.push(event) });
  await client.getJob({ job_id: "1" });
  const common = { provider: "acme", operation: "getJob" };
  const url = `${server.url}/jobs/1`;
  const duration = expect.any(Number);
  expect(events).toEqual([
    { type: "request", ...common, attempt: 1, method: "GET", url },
    { type: "answer", ...common, attempt: 1, status: 503, duration, requestId: "r-1", code: "InternalError" },
    {
      type: "retry",
      ...common,
      attempt: 1,
      pause: 0,
      reason: "acme getJob: 503 InternalError: down (request id r-1)",
    },
    { type: "request", ...common, attempt: 2, method: "GET", url },
    { type: "answer", ...common, attempt: 2, status: 200, duration, requestId: "r-2", code: undefined },
  ]);
});

test("shows no credential", async () => {
  const server = await startServer((response, { url }) =>
    json(response, { error: { code: "s3cret-token", message: url }, request_id: url }, 400),
  );
  const events: LogEvent[] = [];
  const client = createAcmeClient({
    baseUrl: server.url,
    logger: (event) => events.push(event),
    auth: {
      secrets: ["s3cret-token"],
      apply(request) {
        request.query = "token=s3cret-token";
      },
    },
  });
  await rejection(client.logIn({ user: "a", password: "pass/word" }));
  await rejection(client.getJob({ job_id: "1" }));
  expect(events).toHaveLength(4);
  expect(JSON.stringify(events)).not.toMatch(/s3cret-token|pass(\/|%2F)word/);
  expect(JSON.stringify(events)).toContain("token=[redacted]");
});

test("one that throws breaks no call", async () => {
  const server = await startServer((response) => json(response, { id: 1 }));
  const logger = () => {
    throw new Error("disk full");
  };
  await expect(createAcmeClient({ baseUrl: server.url, logger }).getJob({ job_id: "1" })).resolves.toEqual({
    id: "1",
  });
});

test("one that rejects breaks neither call nor process", async () => {
  const server = await startServer((response) => json(response, { id: 1 }));
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const logger = () => Promise.reject(new Error("disk full"));
  await createAcmeClient({ baseUrl: server.url, logger }).getJob({ job_id: "1" });
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
