import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../src/index.ts";
import { type AcmeClient, createAcmeClient } from "./fixture.ts";
import { rejection, thrown } from "./rejection.ts";
import { json, startServer, type TestServer } from "./server.ts";

async function startClient(): Promise<{ client: AcmeClient; server: TestServer }> {
  const server = await startServer((response) => json(response, {}));
  return { client: createAcmeClient({ baseUrl: server.url, project: "p-1" }), server };
}

type Start = (client: AcmeClient) => PromiseLike<unknown>;

describe("is refused before anything is sent", () => {
  test.each<[string, Start, string]>([
    [
      "an unknown name, with a suggestion",
      (c) => c.createJob({ name: "a", ownr: 1 }),
      'createJob: unknown argument "ownr"; did you mean "owner"?',
    ],
    [
      "an unknown name in another case",
      (c) => c.getJob({ Job_ID: "1" }),
      'getJob: unknown argument "Job_ID"; did you mean "job_id"?',
    ],
    [
      "an unknown name that is like none",
      (c) => c.logIn({ frequency: 1 }),
      'logIn: unknown argument "frequency"; known are user, password',
    ],
    [
      "a name of the prototype",
      (c) => c.logIn({ constructor: 1 }),
      'logIn: unknown argument "constructor"; known are user, password',
    ],
    [
      "__proto__ as JSON has it",
      (c) => c.logIn(JSON.parse('{"__proto__":{"user":"me"}}')),
      'logIn: unknown argument "__proto__"; known are user, password',
    ],
    ["a missing parameter", (c) => c.getJob(), "getJob: job_id: missing"],
    ["an undefined parameter", (c) => c.getJob({ job_id: undefined }), "getJob: job_id: missing"],
    ["a missing member", (c) => c.createJob({ owner: 1 }), "createJob: name: missing"],
    ["a missing body", (c) => c.replaceTags(), "replaceTags: body: missing"],
    ["null arguments", (c) => c.getJob(null), "getJob: arguments: expected an object, got null"],
    ["a text in place of arguments", (c) => c.getJob("1"), 'getJob: arguments: expected an object, got "1"'],
    [
      "null for a parameter",
      (c) => c.getJob({ job_id: "1", search: null }),
      "getJob: search: expected string, got null",
    ],
    [
      "null for an integer parameter",
      (c) => c.getItem({ item_id: null }),
      "getItem: item_id: expected integer, got null",
    ],
    ["null for a member", (c) => c.createJob({ name: null }), "createJob: name: expected string, got null"],
    [
      "null for an integer member",
      (c) => c.createJob({ name: "a", owner: null }),
      "createJob: owner: expected integer, got null",
    ],
    [
      "null for a constant",
      (c) => c.createJob({ name: "a", version: null }),
      "createJob: version: expected integer, got null",
    ],
    [
      "another value than the constant",
      (c) => c.createJob({ name: "a", version: 3 }),
      "createJob: version: expected one of 2, got 3",
    ],
    [
      "a wrong type",
      (c) => c.getJob({ job_id: "1", limit: "5" }),
      'getJob: limit: expected integer, got "5"',
    ],
    [
      "a part of a number",
      (c) => c.getJob({ job_id: "1", limit: 0.5 }),
      "getJob: limit: expected integer, got 0.5",
    ],
    [
      "a number that has lost digits",
      (c) => c.getJob({ job_id: "1", limit: 2 ** 53 }),
      "getJob: limit: expected integer, got 9007199254740992",
    ],
    [
      "what is no number",
      (c) => c.createJob({ name: "a", ratio: Number.NaN }),
      "createJob: ratio: expected number, got NaN",
    ],
    [
      "what is no number, deep in a body",
      (c) => c.createJob({ name: "a", tree: { x: [1, Number.POSITIVE_INFINITY] } }),
      "createJob: tree.x[1]: expected a finite number, got Infinity",
    ],
    [
      "less than the least",
      (c) => c.createJob({ name: "a", ratio: -0.5 }),
      "createJob: ratio: expected at least 0, got -0.5",
    ],
    [
      "more than the most",
      (c) => c.createJob({ name: "a", ratio: 10.5 }),
      "createJob: ratio: expected at most 10, got 10.5",
    ],
    [
      "a stream without its size, where the provider takes no chunks",
      (c) => c.uploadSized({ body: new Blob(["a"]).stream() }),
      "uploadSized: Content-Length: missing: the provider wants to know the size of a stream",
    ],
    [
      "two types of which it has none",
      (c) => c.createJob({ name: "a", note: 1 }),
      "createJob: note: expected string or null, got 1",
    ],
    [
      "an array for an object",
      (c) => c.createJob({ name: "a", tree: [] }),
      "createJob: tree: expected object, got array",
    ],
    [
      "an object for an array",
      (c) => c.getJob({ job_id: "1", tags: {} }),
      "getJob: tags: expected array, got {}",
    ],
    [
      "what does not match the pattern",
      (c) => c.createJob({ name: "A b" }),
      'createJob: name: expected a match of ^[a-z][a-z0-9-]*$, got "A b"',
    ],
    [
      "what is not in the enum",
      (c) => c.createJob({ name: "a", kind: "Batch" }),
      'createJob: kind: expected one of "batch", "stream", got "Batch"',
    ],
    [
      "a long value, which is not shown",
      (c) => c.createJob({ name: `${"A".repeat(100)}` }),
      "createJob: name: expected a match of ^[a-z][a-z0-9-]*$, got a string of 100 characters",
    ],
    [
      "a line break in a header",
      (c) => c.getJob({ job_id: "1", "X-Trace": "a\r\nX-Admin: 1" }),
      "getJob: X-Trace: expected one line, characters up to U+00FF, as a header can carry",
    ],
    [
      "a character in a header that it cannot carry",
      (c) => c.getJob({ job_id: "1", "X-Trace": "日本" }),
      "getJob: X-Trace: expected one line, characters up to U+00FF, as a header can carry",
    ],
    [
      "a lone surrogate in a query",
      (c) => c.getJob({ job_id: "1", search: "\ud800" }),
      "getJob: search: expected well-formed Unicode, got a lone surrogate",
    ],
    [
      "an object in an array of a query",
      (c) => c.getJob({ job_id: "1", tags: ["a", {}] }),
      "getJob: tags: expected text, a finite number or a boolean, got object",
    ],
    [
      "null in an array of a query",
      (c) => c.getJob({ job_id: "1", tags: [null] }),
      "getJob: tags: expected text, a finite number or a boolean, got null",
    ],
    [
      "an object in a form",
      (c) => c.sendForm({ tree: { a: 1 } }),
      "sendForm: tree: expected text, a finite number or a boolean, got object",
    ],
    [
      "a lone surrogate in a form",
      (c) => c.sendForm({ text: "\udc00" }),
      "sendForm: text: expected well-formed Unicode, got a lone surrogate",
    ],
    [
      "an object that cannot be uploaded",
      (c) => c.upload({ body: { a: 1 } }),
      "upload: body: expected a string, bytes, a Blob or a stream, got object",
    ],
    ["a missing upload", (c) => c.upload({}), "upload: body: missing"],
  ])("%s", async (_, start, message) => {
    const { client, server } = await startClient();
    const error = await rejection(start(client));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toBe(`acme ${message}`);
    expect(error).toMatchObject({ attempts: 0, status: undefined });
    expect(server.requests).toHaveLength(0);
  });

  test("a circle in a body", async () => {
    const { client } = await startClient();
    const tree: Record<string, unknown> = {};
    tree.self = tree;
    const error = await rejection(client.createJob({ name: "a", tree }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toContain("or a circle");
  });

  test("refusals are rejections, never thrown at once", () => {
    const call = createAcmeClient({}).getJob(null);
    return expect(call).rejects.toThrow("expected an object");
  });
});

describe("is sent", () => {
  test("each argument where it travels", async () => {
    const { client, server } = await startClient();
    await client.getJob({
      job_id: "a/b",
      verbose: true,
      limit: 5,
      search: "x&y=z ä",
      tags: ["1", "2"],
      "X-Trace": "t",
    });
    const [request] = server.requests;
    expect(request?.url).toBe("/jobs/a%2Fb?verbose=true&limit=5&search=x%26y%3Dz%20%C3%A4&tags=1&tags=2");
    expect(request?.headers).toMatchObject({ "x-trace": "t" });
    expect(request?.headers).not.toHaveProperty("content-type");
  });

  test("what is undefined or an empty array not at all, what is empty or zero as it is", async () => {
    const { client, server } = await startClient();
    await client.getJob({ job_id: "1", verbose: undefined, limit: 0, search: "", tags: [] });
    expect(server.requests[0]?.url).toBe("/jobs/1?limit=0&search=");
  });

  test("a body of JSON with its constants, null where it is given", async () => {
    const { client, server } = await startClient();
    await client.createJob({ name: "a", note: null, owner: undefined, tree: { x: [undefined, "ä\ud800"] } });
    const [request] = server.requests;
    expect(request?.body).toBe('{"name":"a","note":null,"tree":{"x":[null,"ä\\ud800"]},"version":2}');
    expect(request?.headers["content-type"]).toBe("application/json");
  });

  test("no body where none of its optional members is given", async () => {
    const { client, server } = await startClient();
    await client.renameJob({ job_id: "1" });
    expect(server.requests[0]?.body).toBe("");
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
  });

  test("a date as JSON writes it, and __proto__ as a member like any other", async () => {
    const { client, server } = await startClient();
    const tree = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    tree.at = new Date(0);
    await client.createJob({ name: "a", tree });
    expect(server.requests[0]?.body).toContain(
      '{"__proto__":{"a":1},"constructor":2,"at":"1970-01-01T00:00:00.000Z"}',
    );
  });

  test("a form, with what is undefined left out and arrays repeated", async () => {
    const { client, server } = await startClient();
    await client.sendForm({ text: "a b&c=ä", tags: ["1", 2], urgent: undefined });
    const [request] = server.requests;
    expect(request?.body).toBe("text=a+b%26c%3D%C3%A4&tags=1&tags=2");
    expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test.each<[string, () => unknown]>([
    ["a string", () => "bytes"],
    ["bytes", () => new TextEncoder().encode("bytes")],
    ["a Blob", () => new Blob(["bytes"], { type: "text/plain" })],
    ["a stream", () => new Blob(["bytes"]).stream()],
  ])("an upload of %s, under the spec's media type", async (_, body) => {
    const { client, server } = await startClient();
    await client.upload({ body: body() });
    expect(server.requests[0]?.body).toBe("bytes");
    expect(server.requests[0]?.headers["content-type"]).toBe("application/octet-stream");
  });

  test("a FormData under the media type that names its boundary", async () => {
    const { client, server } = await startClient();
    const body = new FormData();
    body.set("file", new Blob(["bytes"]), "a.txt");
    await client.uploadParts({ body });
    const [request] = server.requests;
    const [, boundary] =
      /^multipart\/form-data; boundary=(.+)$/.exec(request?.headers["content-type"] ?? "") ?? [];
    expect(boundary).toBeDefined();
    expect(request?.body).toContain(`--${boundary}`);
  });

  test("a constant header, and a path without its fragment", async () => {
    const { client, server } = await startClient();
    await client.runAction({ JobId: "j" });
    expect(server.requests[0]).toMatchObject({ method: "POST", url: "/", headers: { "x-action": "Run" } });
  });
});

describe("the tenant", () => {
  test("is given once, and overridden by a call", async () => {
    const { client, server } = await startClient();
    await client.getProject();
    await client.getProject({ project_id: "p-2" });
    await client.getProject({ project_id: undefined });
    await client.raw.GET("/projects/{project_id}");
    await client.raw.GET("/projects/{project_id}", { params: { path: { project_id: "p-3" } } });
    expect(server.requests.map(({ url }) => url)).toEqual(
      ["p-1", "p-2", "p-1", "p-1", "p-3"].map((id) => `/projects/${id}`),
    );
  });

  test("is missing when neither gives it, and checked like an argument, at the client's creation", async () => {
    const { server } = await startClient();
    const without = createAcmeClient({ baseUrl: server.url });
    expect((await rejection(without.getProject())).message).toBe("acme getProject: project_id: missing");
    const wrong = () => createAcmeClient({ baseUrl: server.url, project: ".." });
    expect(thrown(wrong).message).toContain("acme: project_id: expected a path segment");
    const client = createAcmeClient({ baseUrl: server.url, project: "p" });
    const error = await rejection(client.getProject({ project_id: ".." }));
    expect(error.message).toContain("acme getProject: project_id: expected a path segment");
    expect(server.requests).toHaveLength(0);
  });
});

test("a value that no JSON can hold is refused by name", async () => {
  const { client, server } = await startClient();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const error = await rejection(client.getJob({ job_id: circle }));
  expect(error.message).toBe("acme getJob: job_id: expected string, got an object that no JSON can hold");
  expect(server.requests).toHaveLength(0);
});
