import { expect, test } from "vitest";
import { createClient, createSelectedClient, InvalidArgumentError, type Operation } from "../src/index.ts";
import { createAcmeClient, envelope, service } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, type Received, reset, startServer } from "./server.ts";

const key = { types: ["string"], minLength: 1, maxLength: 64, idempotency: true } as const;

const submitJob: Operation = {
  method: "POST",
  path: "/jobs",
  retry: "idempotent",
  body: {
    content: "application/json",
    required: true,
    members: { name: { required: true, types: ["string"] }, token: key },
  },
};

const orderJob: Operation = {
  method: "POST",
  path: "/orders",
  retry: "idempotent",
  parameters: { "Idempotency-Key": { in: "header", ...key } },
};

type Submit = (given: object) => Promise<unknown>;

function clientAt(baseUrl: string) {
  const operations = { submitJob, orderJob };
  const setup = { service, operations, envelope, ownOptions: [], auth: () => undefined };
  return createSelectedClient<Record<keyof typeof operations, Submit>>({ ...setup, options: { baseUrl } });
}

const tokenOf = ({ body }: Received) => JSON.parse(body).token as string;

test("a key is made up for each call, kept when the call is repeated, and the call may be repeated", async () => {
  const server = await startServer((response, _, count) =>
    count === 1 ? reset(response) : json(response, {}),
  );
  const client = clientAt(server.url);
  await client.submitJob({ name: "a" });
  await client.submitJob({ name: "a" });
  const [first, again, second] = server.requests.map(tokenOf);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(again).toBe(first);
  expect(second).toMatch(/^[0-9a-f]{32}$/);
  expect(second).not.toBe(first);
});

test("a key that is given is sent as it is", async () => {
  const server = await startServer((response) => json(response, {}));
  await clientAt(server.url).submitJob({ name: "a", token: "mine" });
  expect(server.requests.map(tokenOf)).toEqual(["mine"]);
  const error = await rejection(clientAt(server.url).submitJob({ name: "a", token: "" }));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.message).toBe('acme submitJob: token: expected a non-empty string, got ""');
});

test("a key that is too long is refused, counted in characters and not in units", async () => {
  const server = await startServer((response) => json(response, {}));
  const error = await rejection(clientAt(server.url).submitJob({ name: "a", token: "x".repeat(65) }));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.message).toBe("acme submitJob: token: expected at most 64 characters, got 65");
  await clientAt(server.url).submitJob({ name: "a", token: "🎬".repeat(64) });
  expect(server.requests).toHaveLength(1);
});

test("a key travels in a header as well", async () => {
  const server = await startServer((response, _, count) =>
    count === 1 ? reset(response) : json(response, {}),
  );
  await clientAt(server.url).orderJob({});
  const [first, again] = server.requests.map(({ headers }) => headers["idempotency-key"]);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(again).toBe(first);
});

test("a call by path has a key as well", async () => {
  const server = await startServer((response, _, count) =>
    count === 1 ? reset(response) : json(response, {}),
  );
  const operations = { submitJob };
  const setup = { service, operations, envelope, ownOptions: [], auth: () => undefined };
  const { raw } = createClient<{ raw: { POST(path: string, init: object): Promise<unknown> } }>({
    ...setup,
    options: { baseUrl: server.url },
  });
  await raw.POST("/jobs", { body: { name: "a" } });
  const [first, again] = server.requests.map(tokenOf);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(again).toBe(first);
});

test("a body that may be left out is sent for its key", async () => {
  const server = await startServer((response) => json(response, {}));
  const body = { content: "application/json", members: { name: { types: ["string"] }, token: key } } as const;
  const setup = {
    service,
    envelope,
    ownOptions: [],
    auth: () => undefined,
    options: { baseUrl: server.url },
  };
  const client = createSelectedClient<{ submitJob: Submit }>({
    ...setup,
    operations: { submitJob: { ...submitJob, body } },
  });
  await client.submitJob({});
  expect(server.requests.map(tokenOf)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

test("an operation without a key gets none, and is not repeated where it says never", async () => {
  const server = await startServer((response) => reset(response));
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).createJob({ name: "a" }));
  expect(error.attempts).toBe(1);
  expect(server.requests).toHaveLength(1);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ name: "a", version: 2 });
});
