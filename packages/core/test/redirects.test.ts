import { describe, expect, test } from "vitest";
import { type Auth, ResponseFormatError } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection, thrown } from "./rejection.ts";
import { json, startServer } from "./server.ts";

const auth: Auth = {
  secrets: ["the-api-key"],
  apply: ({ headers }) => {
    headers["x-api-key"] = "the-api-key";
  },
};

test.each([301, 302, 303, 307, 308])("%i to another origin: that one gets no request", async (status) => {
  const other = await startServer((response) => json(response, {}));
  const server = await startServer((response) =>
    response.writeHead(status, { Location: `${other.url}/x?key=the-api-key` }).end(),
  );
  const client = createAcmeClient({ baseUrl: server.url, auth });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(error.message).toBe(`acme getJob: ${status}: redirected to ${other.url}, not followed`);
  await rejection(client.createJob({ name: "a" }));
  const raw = await client.raw.GET("/jobs/{job_id}", { params: { path: { job_id: "1" } } });
  expect(raw.response.status).toBe(status);
  expect(raw.data).toBeUndefined();
  expect(server.requests).toHaveLength(3);
  expect(other.requests).toHaveLength(0);
});

describe("within the same origin", () => {
  test("a safe operation follows, authenticated anew", async () => {
    const server = await startServer((response, { url }) =>
      url === "/jobs/1"
        ? response.writeHead(302, { Location: "/moved?x=1" }).end()
        : json(response, { id: 7 }),
    );
    expect(await createAcmeClient({ baseUrl: server.url, auth }).getJob({ job_id: "1" })).toEqual({
      id: "7",
    });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /jobs/1",
      "GET /moved?x=1",
    ]);
    expect(server.requests.map(({ headers }) => headers["x-api-key"])).toEqual([
      "the-api-key",
      "the-api-key",
    ]);
  });

  test("a circle ends after five redirects", async () => {
    const server = await startServer((response) => response.writeHead(302, { Location: "/jobs/1" }).end());
    const error = await rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(server.requests).toHaveLength(6);
  });

  test("an operation that changes something does not follow", async () => {
    const server = await startServer((response) => response.writeHead(307, { Location: "/moved" }).end());
    const client = createAcmeClient({ baseUrl: server.url });
    expect(await rejection(client.createJob({ name: "a" }))).toBeInstanceOf(ResponseFormatError);
    expect(await rejection(client.deleteJob({ job_id: "1" }))).toBeInstanceOf(ResponseFormatError);
    expect(server.requests).toHaveLength(2);
  });

  test("neither does a GET that is only idempotent", async () => {
    const server = await startServer((response) => response.writeHead(302, { Location: "/moved" }).end());
    const client = createAcmeClient({ baseUrl: server.url, retry: "idempotent" });
    expect(await rejection(client.getJob({ job_id: "1" }))).toBeInstanceOf(ResponseFormatError);
    expect(server.requests).toHaveLength(1);
  });
});

test.each(["//other.example/x", "http://[", ""])("a redirect to %j is not followed", async (to) => {
  const server = await startServer((response) => response.writeHead(302, { Location: to }).end());
  const error = await rejection(createAcmeClient({ baseUrl: server.url, auth }).getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(server.requests).toHaveLength(1);
});

test("a redirect as browsers show it, with status 0, is told as one", async () => {
  const client = createAcmeClient({ fetch: async () => Response.error() });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(error.message).toContain("redirected");
  await expect(rejection(client.raw.GET("/find"))).resolves.toBeInstanceOf(ResponseFormatError);
});

test("fetch is asked not to follow redirects", async () => {
  const modes: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    modes.push(init?.redirect);
    return new Response("{}");
  };
  await createAcmeClient({ fetch }).getJob({ job_id: "1" });
  expect(modes).toEqual(["manual"]);
});

describe("http:", () => {
  test.each([
    "http://api.example.com",
    "http://192.168.1.1",
    "http://10.0.0.1:8080/base",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://127.example.com",
    "http://[::2]",
    "http://0.0.0.0",
    "HTTP://API.EXAMPLE.COM",
  ])("%s is refused", (baseUrl) => {
    expect(thrown(() => createAcmeClient({ baseUrl })).message).toMatch(
      /^acme: baseUrl: expected https, since credentials are sent \(allowInsecureHttp: true permits http\), got "/,
    );
    expect(thrown(() => createAcmeClient({ baseUrl, allowInsecureHttp: false })).message).toContain("https");
  });

  test.each([
    "http://localhost:3000",
    "http://LOCALHOST",
    "http://mock.localhost",
    "http://127.0.0.1",
    "http://127.255.0.3",
    "http://127.1",
    "http://[::1]:80",
    "https://api.example.com",
  ])("%s is accepted", (baseUrl) => {
    expect(() => createAcmeClient({ baseUrl })).not.toThrow();
  });

  test("is accepted anywhere with allowInsecureHttp, which has to be true itself", () => {
    const baseUrl = "http://api.example.com";
    expect(() => createAcmeClient({ baseUrl, allowInsecureHttp: true })).not.toThrow();
    expect(() => createAcmeClient({ baseUrl, allowInsecureHttp: "false" as unknown as boolean })).toThrow();
  });
});

test("every request of a redirect is counted", async () => {
  const server = await startServer((response, _, count) =>
    count === 1 ? response.writeHead(302, { Location: "/moved" }).end() : json(response, {}, 404),
  );
  const error = await rejection(createAcmeClient({ baseUrl: server.url }).getJob({ job_id: "1" }));
  expect(error.attempts).toBe(2);
});

test("a redirect whose body never ends holds nobody up", async () => {
  const endless = new ReadableStream({ cancel: () => new Promise(() => {}) });
  const headers = { Location: "/moved" };
  const fetch = async (url: unknown) =>
    String(url).endsWith("/moved")
      ? new Response('{"id":1}')
      : new Response(endless, { status: 302, headers });
  await expect(createAcmeClient({ fetch, timeout: 1_000 }).getJob({ job_id: "1" })).resolves.toEqual({
    id: "1",
  });
});
