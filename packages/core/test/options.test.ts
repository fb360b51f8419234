import { describe, expect, test } from "vitest";
import {
  type CallOptions,
  type ClientOptions,
  checkCredential,
  createSelectedClient,
  InvalidArgumentError,
  type Operations,
} from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection, thrown } from "./rejection.ts";
import { json, startServer } from "./server.ts";

describe("an option of the client is refused at once", () => {
  test.each<[object, string]>([
    [{ timout: 1 }, 'unknown option "timout"; did you mean "timeout"?'],
    [{ again: 1 }, 'unknown option "again"; known are region, baseUrl, '],
    [
      { constructor: 1 },
      'unknown option "constructor"; known are region, baseUrl, fetch, timeout, retries, headers, throttle, maxAnswerSize, logger, allowInsecureHttp',
    ],
    [{ timeout: 0 }, "timeout: expected a positive number of milliseconds or Infinity, got 0"],
    [{ timeout: -1 }, "timeout: expected a positive number of milliseconds or Infinity, got -1"],
    [{ timeout: Number.NaN }, "timeout: expected a positive number of milliseconds or Infinity, got NaN"],
    [{ timeout: "5" }, 'timeout: expected a positive number of milliseconds or Infinity, got "5"'],
    [{ timeout: null }, "timeout: expected a positive number of milliseconds or Infinity, got null"],
    [{ retries: -1 }, "retries: expected 0 or a positive integer, got -1"],
    [{ retries: 1.5 }, "retries: expected 0 or a positive integer, got 1.5"],
    [{ retries: Number.POSITIVE_INFINITY }, "retries: expected 0 or a positive integer, got Infinity"],
    [{ fetch: "fetch" }, 'fetch: expected a function, got "fetch"'],
    [{ fetch: null }, "fetch: expected a function, got null"],
    [{ headers: null }, "headers: expected an object of names and values"],
    [{ headers: [["a", "b"]] }, "headers: expected an object of names and values"],
    [{ headers: new Headers() }, "headers: expected an object of names and values"],
    [{ headers: { "a b": "c" } }, 'headers: expected a header name, got "a b"'],
    [{ headers: { "": "c" } }, 'headers: expected a header name, got ""'],
    [
      { headers: { a: "b\nc" } },
      "headers.a: expected a string of one line, characters up to U+00FF, or null",
    ],
    [{ headers: { a: 1 } }, "headers.a: expected a string of one line, characters up to U+00FF, or null"],
    [{ baseUrl: "" }, 'baseUrl: expected an absolute http or https address, got ""'],
    [{ baseUrl: "/api" }, 'baseUrl: expected an absolute http or https address, got "/api"'],
    [
      { baseUrl: "api.example.com" },
      'baseUrl: expected an absolute http or https address, got "api.example.com"',
    ],
    [{ baseUrl: "ftp://a" }, 'baseUrl: expected an absolute http or https address, got "ftp://a"'],
    [{ baseUrl: "javascript:1" }, 'baseUrl: expected an absolute http or https address, got "javascript:1"'],
    [{ baseUrl: null }, "baseUrl: expected an absolute http or https address, got null"],
    [
      { baseUrl: "https://u:p@a.example" },
      "baseUrl: expected an address without user and password, got one with them",
    ],
    [
      { baseUrl: "https://a.example?b" },
      "baseUrl: expected an address without query and fragment, got one with them",
    ],
    [
      { baseUrl: "https://a.example#b" },
      "baseUrl: expected an address without query and fragment, got one with them",
    ],
    [
      { region: "nord" },
      'region: expected one of north, south (or give baseUrl), got "nord"; did you mean "north"?',
    ],
    [{ region: "" }, 'region: expected one of north, south (or give baseUrl), got ""'],
  ])("%j", (options, message) => {
    const error = thrown(() => createAcmeClient(options as ClientOptions));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message.slice(0, message.length + 6)).toBe(`acme: ${message}`);
    expect(error).toMatchObject({ provider: "acme", operation: undefined, attempts: 0 });
  });
});

test.each([
  [undefined, "operations: expected an object of operations, got undefined"],
  [{ getJob: undefined }, "operations.getJob: expected an operation, got undefined"],
  [{ getJob: "getJob" }, 'operations.getJob: expected an operation, got "getJob"'],
])("%j as the operations of a client is refused", (operations, message) => {
  const setup = {
    service: { provider: "acme", servers: [], codes: {} },
    operations: operations as unknown as Operations,
    options: { baseUrl: "https://acme.test" },
    ownOptions: [],
    envelope: { failure: () => undefined },
    auth: () => undefined,
  };
  const error = thrown(() => createSelectedClient(setup));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.message).toBe(`acme: ${message}`);
});

describe("an option of a call is refused before anything is sent", () => {
  test.each<[object | null, string]>([
    [{ singal: 1 }, 'unknown option "singal"; did you mean "signal"?'],
    [{ baseUrl: "x" }, 'unknown option "baseUrl"; known are signal, timeout, retries, headers'],
    [{ timeout: 0 }, "timeout: expected a positive number of milliseconds or Infinity, got 0"],
    [{ retries: null }, "retries: expected 0 or a positive integer, got null"],
    [{ signal: {} }, "signal: expected an AbortSignal, got {}"],
    [{ signal: null }, "signal: expected an AbortSignal, got null"],
    [
      { headers: { a: "\u0000" } },
      "headers.a: expected a string of one line, characters up to U+00FF, or null",
    ],
    [null, "options: expected an object, got null"],
  ])("%j", async (options, message) => {
    const server = await startServer((response) => json(response, {}));
    const client = createAcmeClient({ baseUrl: server.url });
    const error = await rejection(client.getJob({ job_id: "1" }, options as CallOptions));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toBe(`acme getJob: ${message}`);
    expect(server.requests).toHaveLength(0);
  });
});

describe("headers", () => {
  async function headersOf(client: ClientOptions["headers"], call?: CallOptions["headers"]) {
    const server = await startServer((response) => json(response, {}));
    const acme = createAcmeClient({ baseUrl: server.url, headers: client });
    await acme.createJob({ name: "a" }, { headers: call });
    return server.requests[0]?.headers;
  }

  test("of the call go before those of the client, in whatever case", async () => {
    expect(await headersOf({ "X-A": "1", "X-B": "2" }, { "x-a": "3" })).toMatchObject({
      "x-a": "3",
      "x-b": "2",
    });
  });

  test("that are null are taken away", async () => {
    const headers = await headersOf({ "X-A": "1", "X-B": null }, { "x-a": null });
    expect(headers).not.toHaveProperty("x-a");
    expect(headers).not.toHaveProperty("x-b");
  });

  test("that are undefined change nothing", async () => {
    const headers = await headersOf({ "X-A": "1", "Content-Type": undefined }, { "X-A": undefined });
    expect(headers).toMatchObject({ "x-a": "1", "content-type": "application/json" });
  });

  test("of the call win over the client's in another case, though the first had that case", async () => {
    expect(await headersOf({ "content-type": "a/client" }, { "Content-Type": "a/call" })).toMatchObject({
      "content-type": "a/call",
    });
  });

  test("may give another media type", async () => {
    expect(await headersOf(undefined, { "content-type": "application/vnd.acme+json" })).toMatchObject({
      "content-type": "application/vnd.acme+json",
    });
  });

  test("do not leak from one call to the next", async () => {
    const server = await startServer((response) => json(response, {}));
    const client = createAcmeClient({ baseUrl: server.url });
    await client.getJob({ job_id: "1" }, { headers: { "X-A": "1" } });
    await client.getJob({ job_id: "1" });
    expect(server.requests[1]?.headers).not.toHaveProperty("x-a");
  });
});

describe("the address", () => {
  async function addressOf(options: Parameters<typeof createAcmeClient>[0]): Promise<string> {
    let address = "";
    const fetch: typeof globalThis.fetch = async (url) => {
      address = String(url);
      return new Response("{}");
    };
    await createAcmeClient({ ...options, fetch }).getJob({ job_id: "1" });
    return address;
  }

  test.each([
    [{}, "https://north.acme.example/jobs/1"],
    [{ region: "south" }, "https://south.acme.example/jobs/1"],
    [{ baseUrl: "https://a.example" }, "https://a.example/jobs/1"],
    [{ baseUrl: "https://a.example/" }, "https://a.example/jobs/1"],
    [{ baseUrl: "https://a.example/base//" }, "https://a.example/base/jobs/1"],
    [{ baseUrl: "https://a.example/{job_id}" }, "https://a.example/%7Bjob_id%7D/jobs/1"],
    [{ baseUrl: "https://a.example/x", region: "elsewhere" }, "https://a.example/x/jobs/1"],
  ])("%j", async (options, address) => expect(await addressOf(options)).toBe(address));
});

test.each([
  [undefined, "expected a non-empty string, got nothing"],
  ["", "expected a non-empty string, got an empty one"],
  [7, "expected a non-empty string, got number"],
  [" key", "expected a non-empty string, got one with blanks around it"],
  ["key\n", "expected a non-empty string, got one with blanks around it"],
  [
    "k\ney",
    "expected a non-empty string, got one with line breaks or other characters that no header can carry",
  ],
])("a credential that is %j is refused, and not shown", (value, message) => {
  const auth = () => ({ secrets: [checkCredential("apiKey", value)], apply() {} });
  const error = thrown(() => createAcmeClient({ auth }));
  expect(error.message).toBe(`acme: apiKey: ${message}`);
});
