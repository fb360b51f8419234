import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  ConnectionError,
  createErrorGuard,
  InvalidArgumentError,
  isJobwireError,
  JobwireError,
  NotFoundError,
  ResponseFormatError,
  ServerError,
} from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { cutOff, json, reset, type Script, startServer } from "./server.ts";

/** The error of a call that is answered like this. */
async function errorOf(script: Script, name: "getJob" | "findJobs" | "deleteJob" | "getReport" = "getJob") {
  const server = await startServer(script);
  const given = name === "findJobs" || name === "getReport" ? {} : { job_id: "1" };
  return rejection(createAcmeClient({ baseUrl: server.url, retries: 0 })[name](given));
}

const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Script =>
  (response) =>
    json(response, body, status, headers);

test.each([
  [400, "BadRequestError"],
  [401, "AuthenticationError"],
  [402, "BadRequestError"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
  [405, "BadRequestError"],
  [408, "BadRequestError"],
  [409, "ConflictError"],
  [410, "NotFoundError"],
  [418, "BadRequestError"],
  [422, "UnprocessableError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [503, "ServerError"],
  [599, "ServerError"],
  [799, "ServerError"],
])("%i is a %s", async (status, name) => {
  const error = await errorOf(answer(status, {}));
  expect(error.name).toBe(name);
  expect(error).toBeInstanceOf(JobwireError);
  expect(error).toMatchObject({ provider: "acme", operation: "getJob", status, attempts: 1 });
});

describe("the code decides before the status", () => {
  test.each([
    ["AuthFailure", "AuthenticationError"],
    ["AuthFailure.SignatureExpire", "AuthenticationError"],
    ["AuthFailure.Token.Gone", "AuthenticationError"],
    ["JobLost", "NotFoundError"],
    ["JobLost.Twice", "NotFoundError"],
    ["UnsupportedOperation", "BadRequestError"],
    ["UnsupportedOperation.Conflict", "ConflictError"],
    ["UnsupportedOperation.Conflict.Deep", "ConflictError"],
    ["UnsupportedOperation.Other", "BadRequestError"],
    ["InvalidParameter", "UnprocessableError"],
    ["UnauthorizedOperation", "PermissionDeniedError"],
    ["LimitExceeded", "RateLimitError"],
    ["InternalError", "ServerError"],
  ])("%s is a %s, with HTTP 200 as with 500", async (code, name) => {
    for (const status of [200, 500]) {
      const error = await errorOf(answer(status, { error: { code, message: "no" } }));
      expect(error).toMatchObject({ name, code, status });
      expect(error.message).toBe(`acme getJob: ${status} ${code}: no`);
    }
  });

  test.each(["Strange", "constructor", "__proto__", "toString.x", ".", "..", "", "JobLostX", "X.JobLost"])(
    "%j is not listed, and the status decides",
    async (code) => {
      expect((await errorOf(answer(200, { error: { code } }))).name).toBe("BadRequestError");
      expect((await errorOf(answer(500, { error: { code } }))).name).toBe("ServerError");
      expect((await errorOf(answer(404, { error: { code } }))).name).toBe("NotFoundError");
    },
  );

  test("a code that one operation lists is not of that kind at another", async () => {
    expect((await errorOf(answer(409, { error: { code: "JobLost" } }), "deleteJob")).name).toBe(
      "ConflictError",
    );
  });

  test("an error with HTTP 200 is an error of an operation without data, and within an envelope", async () => {
    const failure = { error: { code: "InternalError" } };
    expect(await errorOf(answer(200, failure), "deleteJob")).toBeInstanceOf(ServerError);
    expect(await errorOf(answer(200, { Response: failure }), "findJobs")).toBeInstanceOf(ServerError);
  });
});

describe("a body that is not what was expected", () => {
  const page = `<html>\n<head><title>502 Bad Gateway</title></head>\n<body>${"x".repeat(500)}</body></html>`;

  test("HTML of a proxy: the status, and the first part of it", async () => {
    const error = await errorOf(answer(502, page));
    expect(error).toBeInstanceOf(ServerError);
    expect(error.message).toMatch(
      /^acme getJob: 502: <html> <head><title>502 Bad Gateway<\/title><\/head> <body>x+…$/,
    );
    expect(error.message.length).toBeLessThan(250);
    expect(error.body).toBe(page);
  });

  test.each<[string, unknown, string, unknown]>([
    ["an empty body", "", "empty body", undefined],
    ["blanks", " \n ", "empty body", " \n "],
    ["plain text", "upstream down", "upstream down", "upstream down"],
    ["a JSON string", '"down"', '"down"', "down"],
    ["a JSON array", "[1]", "[1]", [1]],
    ["a JSON number", "7", "7", 7],
    ["null", "null", "null", null],
    ["half of a JSON", '{"a":', '{"a":', '{"a":'],
    ["JSON without a message", '{"a":1}', '{"a":1}', { a: 1 }],
  ])("%s", async (_, body, message, parsed) => {
    const error = await errorOf(answer(503, body));
    expect(error).toBeInstanceOf(ServerError);
    expect(error.message).toBe(`acme getJob: 503: ${message}`);
    expect(error.body).toEqual(parsed);
  });

  test.each([
    ["HTML", "<html>login</html>", "expected JSON, got <html>login</html>"],
    ["nothing", "", "expected JSON, got an empty body"],
    ["half of a JSON", '{"id":', 'expected JSON, got {"id":'],
  ])("200 with %s is a ResponseFormatError", async (_, body, message) => {
    const error = await errorOf(answer(200, body));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ status: 200, message: `acme getJob: 200: ${message}` });
  });

  test.each([204, 205])("%i where data is expected is a ResponseFormatError", async (status) => {
    expect(await errorOf((response) => response.writeHead(status).end())).toBeInstanceOf(ResponseFormatError);
  });

  test.each([{}, { Other: {} }, [], null, "text", { Response: undefined }])(
    "%j without its envelope is a ResponseFormatError",
    async (body) => {
      const error = await errorOf(answer(200, JSON.stringify(body)), "findJobs");
      expect(error).toBeInstanceOf(ResponseFormatError);
      expect(error.message).toContain("expected an answer with Response");
    },
  );

  test("JSON that nests without end is no reason to overflow", async () => {
    const depth = 50_000;
    const deep = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const error = await errorOf(answer(500, deep));
    expect(error).toBeInstanceOf(ServerError);
    expect(JSON.stringify(error)).toContain("…");
  });

  test("a huge page gives a short message", async () => {
    const error = await errorOf(answer(500, `<p>${"y".repeat(5_000_000)}`));
    expect(error.message.length).toBeLessThan(250);
  });
});

test("304, which nobody asked for, is told as a redirect to nowhere", async () => {
  const error = await errorOf((response) => response.writeHead(304).end());
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(error.status).toBe(304);
});

test("no answer, and a part of one, are ConnectionErrors that say so", async () => {
  const none = await errorOf(reset);
  expect(none).toBeInstanceOf(ConnectionError);
  expect(none.message).toMatch(/^acme getJob: no answer from http:\/\/127\.0\.0\.1:\d+: \S/);
  expect(none.cause).toBeInstanceOf(Error);
  const part = await errorOf(cutOff);
  expect(part).toBeInstanceOf(ConnectionError);
  expect(part.message).toMatch(/: 200: the answer of http:\/\/127\.0\.0\.1:\d+ was cut off: \S/);
  expect(part.cause).toBeInstanceOf(Error);
});

describe("an error", () => {
  const failure = { error: { code: "JobLost", message: "It is gone" }, request_id: "r-1" };

  test("has a message of one line with all that support asks for", async () => {
    const error = await errorOf(answer(404, failure));
    expect(error.message).toBe("acme getJob: 404 JobLost: It is gone (request id r-1)");
  });

  test("keeps what a provider says on one line, without escapes of a terminal", async () => {
    const message = "one\r\ntwo\u2028three\u001b[31m\u0000 four";
    const error = await errorOf(
      answer(400, { error: { code: "a\nb", message }, request_id: "r\n2" }, { "X-Request-Id": "r" }),
    );
    expect(error.message).toBe("acme getJob: 400 a b: one two three [31m four (request id r 2)");
  });

  test("has the id of the request, also where a header has it", async () => {
    expect((await errorOf(answer(500, "<p>", { "X-Request-Id": "r-2" }))).requestId).toBe("r-2");
  });

  test("becomes JSON with everything but stack and cause", async () => {
    const error = await errorOf(answer(404, failure));
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "NotFoundError",
      message: error.message,
      provider: "acme",
      operation: "getJob",
      status: 404,
      code: "JobLost",
      requestId: "r-1",
      attempts: 1,
      body: failure,
    });
  });

  test("shows its name where it is inspected", async () => {
    const error = await errorOf(answer(404, failure));
    expect(inspect(error)).toMatch(/^NotFoundError: acme getJob: 404 JobLost/);
    expect(String(error)).toMatch(/^NotFoundError: /);
    expect(Object.prototype.toString.call(error)).toBe("[object Error]");
  });

  test("points at the caller", async () => {
    const server = await startServer(answer(404, {}));
    async function callerOfGetJob() {
      await createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" });
    }
    expect((await rejection(callerOfGetJob())).stack).toContain("callerOfGetJob");
  });

  test("is ours, whichever copy of the package made it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "jobwire-core-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(join(import.meta.dirname, "../src/errors.ts"), join(folder, "errors.ts"));
    const copy: typeof import("../src/errors.ts") = await import(
      /* @vite-ignore */ join(folder, "errors.ts")
    );
    expect(copy.NotFoundError).not.toBe(NotFoundError);
    const error = new copy.NotFoundError("gone", { provider: "acme" });
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(isJobwireError(error)).toBe(true);
    expect(copy.isJobwireError(new NotFoundError("gone", { provider: "acme" }))).toBe(true);
  });

  test.each([undefined, null, "text", 1, {}, new Error("other"), { name: "JobwireError" }])(
    "of another kind is not ours: %s",
    (value) => expect(isJobwireError(value)).toBe(false),
  );

  test("names survive where classes are renamed", () => {
    class Renamed extends NotFoundError {}
    expect(new Renamed("x", { provider: "acme" }).name).toBe("NotFoundError");
    expect(new InvalidArgumentError("x", { provider: "acme" }).name).toBe("InvalidArgumentError");
  });
});

test("the guard tells the provider and, if asked, the operation", async () => {
  const isAcmeError = createErrorGuard<{ getJob: "JobLost"; deleteJob: "Busy" }>("acme");
  const error: unknown = await errorOf(answer(404, { error: { code: "JobLost" } }));
  expect(isAcmeError(error)).toBe(true);
  expect(isAcmeError(error, "getJob")).toBe(true);
  expect(isAcmeError(error, "deleteJob")).toBe(false);
  if (isAcmeError(error, "getJob")) {
    const code: "JobLost" | undefined = error.code;
    expect(code).toBe("JobLost");
  }
  expect(isAcmeError(new NotFoundError("x", { provider: "other", operation: "getJob" }), "getJob")).toBe(
    false,
  );
  expect(isAcmeError(new Error("x"))).toBe(false);
  expect(isAcmeError(undefined)).toBe(false);
});

test("a call that nobody waits for is one unhandled rejection, and withResponse none beside its own", async () => {
  const seen: unknown[] = [];
  const note = (reason: unknown) => seen.push(reason);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", note);
  onTestFinished(() => {
    process.off("unhandledRejection", note);
    for (const other of others) process.on("unhandledRejection", other);
  });
  const server = await startServer(answer(404, {}));
  const client = createAcmeClient({ baseUrl: server.url });
  await rejection(client.getJob({ job_id: "1" }).withResponse());
  await rejection(client.getJob({ job_id: "1" }));
  const both = client.getJob({ job_id: "1" });
  await Promise.all([rejection(both), rejection(both.withResponse())]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toHaveLength(0);
  void client.getJob({ job_id: "1" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen).toHaveLength(1);
});
