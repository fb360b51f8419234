import { describe, expect, test } from "vitest";
import { type Auth, InvalidArgumentError, ResponseFormatError } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, type Script, startServer } from "./server.ts";

const path = { job_id: "1" };

async function get(script: Script, init: object = { params: { path } }) {
  const server = await startServer(script);
  const client = createAcmeClient({ baseUrl: server.url, retries: 0 });
  const result = await client.raw.GET("/jobs/{job_id}", init);
  return { result, server };
}

test("a success is data with its Response", async () => {
  const { result } = await get((response) => json(response, '{"id":9007199254740993}', 200, { "X-A": "1" }));
  expect(result.data).toEqual({ id: "9007199254740993" });
  expect(result.error).toBeUndefined();
  expect(result.response.status).toBe(200);
  expect(result.response.headers.get("x-a")).toBe("1");
});

test("the envelope stays around the data", async () => {
  const server = await startServer((response) =>
    json(response, '{"Response":{"TotalCount":1,"Jobs":[{"id":9007199254740993}]},"other":1}'),
  );
  const { data } = await createAcmeClient({ baseUrl: server.url }).raw.GET("/find");
  expect(data).toEqual({ Response: { TotalCount: "1", Jobs: [{ id: "9007199254740993" }] }, other: 1 });
});

describe("a failure is an error, not thrown", () => {
  test.each<[string, Script, unknown]>([
    [
      "JSON",
      (response) => json(response, { error: { code: "JobLost" } }, 404),
      { error: { code: "JobLost" } },
    ],
    ["HTML", (response) => json(response, "<p>", 502), "<p>"],
    ["a JSON string", (response) => json(response, '"down"', 500), "down"],
    ["text that looks like a number", (response) => json(response, "00012", 500), "00012"],
    [
      "with HTTP 200",
      (response) => json(response, { error: { code: "JobLost" } }),
      { error: { code: "JobLost" } },
    ],
  ])("%s", async (_, script, error) => {
    const { result } = await get(script);
    expect(result.error).toEqual(error);
    expect(result.data).toBeUndefined();
    expect(result).toHaveProperty("response.status");
  });

  test("without a body: the status tells", async () => {
    const { result } = await get((response) => json(response, "", 500));
    expect(result.response.status).toBe(500);
    expect(result.data).toBeUndefined();
  });
});

test.each(["<html>", "", '{"id":'])(
  "200 with %j is a ResponseFormatError, never a SyntaxError",
  async (body) => {
    const server = await startServer((response) => json(response, body));
    const call = createAcmeClient({ baseUrl: server.url }).raw.GET("/find");
    expect(await rejection(call)).toBeInstanceOf(ResponseFormatError);
  },
);

test("204 where nothing is expected is a success without data", async () => {
  const server = await startServer((response) => response.writeHead(204).end());
  const result = await createAcmeClient({ baseUrl: server.url }).raw.DELETE("/jobs/{job_id}", {
    params: { path },
  });
  expect(result.error).toBeUndefined();
  expect(result.response.status).toBe(204);
});

test("HEAD", async () => {
  const server = await startServer((response) =>
    response.writeHead(200, { "Content-Length": "7", "X-A": "1" }).end(),
  );
  const client = createAcmeClient({ baseUrl: server.url });
  expect((await client.raw.HEAD("/check")).response.headers.get("x-a")).toBe("1");
  expect(await client.checkJob()).toBeUndefined();
  expect(server.requests.map(({ method }) => method)).toEqual(["HEAD", "HEAD"]);
});

test("the transport is the same: authentication, retries, 64-bit integers, forms", async () => {
  let applied = 0;
  const auth: Auth = {
    secrets: [],
    apply: ({ headers }) => {
      headers["x-key"] = String(++applied);
    },
  };
  const server = await startServer((response, _, count) =>
    json(response, {}, count === 1 ? 503 : 200, { "Retry-After": "0" }),
  );
  const client = createAcmeClient({ baseUrl: server.url, auth });
  await client.raw.GET("/jobs/{job_id}", { params: { path, query: { verbose: "True" } } });
  await client.raw.POST("/jobs", { body: { name: "a", owner: 2n ** 63n } });
  await client.raw.POST("/form", { body: { text: "ä", owner: "5" } });
  await client.raw.POST("/#X-Action=Run", { body: { JobId: "1" } });
  expect(server.requests.map(({ url, body, headers }) => [url, body, headers["x-key"]])).toEqual([
    ["/jobs/1?verbose=true", "", "1"],
    ["/jobs/1?verbose=true", "", "2"],
    ["/jobs", '{"name":"a","owner":9223372036854775808,"version":2}', "3"],
    ["/form", "text=%C3%A4&owner=5", "4"],
    ["/", '{"JobId":"1"}', "5"],
  ]);
});

test("headers and signal are those of the call", async () => {
  const { server } = await get((response) => json(response, {}), {
    params: { path, header: { "X-Trace": "t" } },
    headers: { "X-A": "1", "X-B": null },
    signal: null,
  });
  expect(server.requests[0]?.headers).toMatchObject({ "x-a": "1", "x-trace": "t" });
});

describe("is refused before anything is sent", () => {
  test.each<[object, string]>([
    [{ params: { path }, baseUrl: "http://elsewhere.example" }, 'unknown option "baseUrl"'],
    [{ params: { path }, fetch: () => {} }, 'unknown option "fetch"'],
    [{ params: { path }, pathSerializer: () => "/other" }, 'unknown option "pathSerializer"'],
    [{ params: { path }, middleware: [] }, 'unknown option "middleware"'],
    [{ params: { path }, headers: { a: "b\nc" } }, "headers.a: expected a string of one line"],
    [
      { params: { path }, headers: new Headers({ a: "b" }) },
      "headers: expected an object of names and values",
    ],
    [{ params: { path }, signal: {} }, "signal: expected an AbortSignal"],
    [{ params: { path, header: { "X-Other": "b\nc" } } }, "X-Other: expected one line"],
    [{ params: { path, query: { other: "\ud800" } } }, "other: expected well-formed Unicode"],
    [
      { params: { path, query: { other: new Date(0) } } },
      "other: expected text, a finite number or a boolean",
    ],
    [{ params: { path }, body: {} }, "body: expected none: the operation takes no body"],
    [{ params: { query: path } }, "job_id: missing"],
    [{}, "job_id: missing"],
  ])("%j", async (init, message) => {
    const server = await startServer((response) => json(response, {}));
    const error = await rejection(createAcmeClient({ baseUrl: server.url }).raw.GET("/jobs/{job_id}", init));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toContain(`acme getJob: ${message}`);
    expect(server.requests).toHaveLength(0);
  });

  test.each([["text"], [[1]], [new URLSearchParams("a=1")], [7], [null]])(
    "%j as the body of an operation whose body has members",
    async (body) => {
      const error = await rejection(createAcmeClient({}).raw.POST("/jobs", { body }));
      expect(error.message).toMatch(/^acme createJob: body: expected an object of name, kind, /);
    },
  );

  test.each([
    ["GET", "/nothing"],
    ["POST", "/jobs/{job_id}"],
    ["GET", "/jobs/1"],
    ["GET", "constructor"],
  ] as const)("%s %s, which the spec does not have", async (method, unknown) => {
    const error = await rejection(createAcmeClient({}).raw[method](unknown));
    expect(error.message).toBe(`acme: the spec has no operation ${method} ${unknown}`);
  });
});

test("an answer that is text is text", async () => {
  const server = await startServer((response) => response.end("1\n00:00 --> 00:01"));
  const { data } = await createAcmeClient({ baseUrl: server.url }).raw.GET("/report");
  expect(data).toBe("1\n00:00 --> 00:01");
});

test("a reason phrase in any encoding does no harm", async () => {
  const server = await startServer((response) => {
    response.socket?.end(Buffer.from("HTTP/1.1 404 Caf\xe9 fermé\r\nContent-Length: 2\r\n\r\n{}", "latin1"));
  });
  const { response } = await createAcmeClient({ baseUrl: server.url }).raw.GET("/jobs/{job_id}", {
    params: { path },
  });
  expect([response.status, response.statusText]).toEqual([404, expect.stringMatching(/^Caf. ferm.$/)]);
});
