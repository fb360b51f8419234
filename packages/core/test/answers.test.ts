import { describe, expect, test } from "vitest";
import { ResponseFormatError } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, type Script, startServer } from "./server.ts";

async function startClient(script: Script) {
  const server = await startServer(script);
  return { server, client: createAcmeClient({ baseUrl: server.url, retries: 0 }) };
}

test("the envelope is taken off", async () => {
  const { client } = await startClient((response) =>
    json(response, { Response: { TotalCount: 1, Jobs: [] }, request_id: "r" }),
  );
  expect(await client.findJobs()).toEqual({ TotalCount: "1", Jobs: [] });
});

test("text is given as it came, whatever it looks like", async () => {
  for (const text of ["1 2 3", '{"error":{"code":"JobLost"}}', "", "12345678901234567890", "ä\u0000\r\n"]) {
    const { client } = await startClient((response) => response.end(text));
    expect(await client.getReport()).toBe(text);
  }
});

test.each([200, 202, 204, 205])("%i of an operation without data is undefined", async (status) => {
  const { client } = await startClient((response) => response.writeHead(status).end());
  expect(await client.deleteJob({ job_id: "1" })).toBeUndefined();
});

test.each(["null", "7", '"text"', "[1,2]", "true"])("%s is data as well", async (text) => {
  const { client } = await startClient((response) => json(response, text));
  expect(await client.getProject({ project_id: "1" })).toEqual(JSON.parse(text));
});

test("a byte order mark, chunks that cut characters, compression and 1xx are no trouble", async () => {
  const { client } = await startClient((response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    response.writeHead(200, { "Content-Type": "application/json" });
    for (const byte of Buffer.from('\ufeff{"name":"日本 😀"}')) response.write(Buffer.of(byte));
    response.end();
  });
  expect(await client.getJob({ job_id: "1" })).toEqual({ name: "日本 😀" });
});

test("names of the prototype are members like any other", async () => {
  const { client } = await startClient((response) =>
    json(response, '{"__proto__":{"polluted":1},"constructor":2,"counts":{"toString":3}}'),
  );
  const job = await client.getJob({ job_id: "1" });
  expect(Object.keys(job)).toEqual(["__proto__", "constructor", "counts"]);
  expect(job.counts).toEqual({ toString: "3" });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("a huge answer is read to its end", async () => {
  const name = "x".repeat(20_000_000);
  const { client } = await startClient((response) => json(response, { name }));
  expect(((await client.getJob({ job_id: "1" })).name as string).length).toBe(name.length);
});

describe("withResponse", () => {
  const script: Script = (response) =>
    json(response, '{"id":9007199254740993,"request_id":"r-1"}', 201, { "X-A": "1", "Set-Cookie": "a=b" });

  test("gives data, Response and request id of one request", async () => {
    const { client, server } = await startClient(script);
    const { data, response, requestId } = await client.getJob({ job_id: "1" }).withResponse();
    expect(data).toEqual({ id: "9007199254740993", request_id: "r-1" });
    expect(requestId).toBe("r-1");
    expect([response.status, response.statusText, response.ok]).toEqual([201, "Created", true]);
    expect(response.headers.get("x-a")).toBe("1");
    expect(response.headers.getSetCookie()).toEqual(["a=b"]);
    expect(await response.json()).toEqual(data);
    expect(server.requests).toHaveLength(1);
  });

  test("can be asked for beside the data, and each time with a body of its own", async () => {
    const { client, server } = await startClient(script);
    const call = client.getJob({ job_id: "1" });
    const [data, first, second] = await Promise.all([call, call.withResponse(), call.withResponse()]);
    expect(first.data).toBe(data);
    expect(await first.response.json()).toEqual(await second.response.json());
    expect(server.requests).toHaveLength(1);
  });

  test("has the whole body, envelope included", async () => {
    const { client } = await startClient((response) =>
      json(response, '{"Response":{"TotalCount":5},"other":1}'),
    );
    const { data, response, requestId } = await client.findJobs().withResponse();
    expect(data).toEqual({ TotalCount: "5" });
    expect(await response.json()).toEqual({ Response: { TotalCount: "5" }, other: 1 });
    expect(requestId).toBeUndefined();
  });

  test("of text and of nothing", async () => {
    const { client } = await startClient((response) => response.end("1,2"));
    expect(await (await client.getReport().withResponse()).response.text()).toBe("1,2");
    const none = await startClient((response) => response.writeHead(204).end());
    const { data, response } = await none.client.deleteJob({ job_id: "1" }).withResponse();
    expect([data, response.status, await response.text()]).toEqual([undefined, 204, ""]);
  });
});

test("a client is its operations and raw; methods need no this", async () => {
  const { client } = await startClient((response) => json(response, { id: 1 }));
  expect(Object.keys(client)).toContain("getJob");
  expect(Object.keys(client).at(-1)).toBe("raw");
  const { getJob } = client;
  expect(await getJob({ job_id: "1" })).toEqual({ id: "1" });
});

test("a proxy's page in place of an empty answer is no success", async () => {
  const { client } = await startClient((response) => response.end("<html>Log in</html>"));
  const error = await rejection(client.deleteJob({ job_id: "1" }));
  expect(error).toBeInstanceOf(ResponseFormatError);
  expect(error.message).toBe("acme deleteJob: 200: expected no body, got <html>Log in</html>");
});
