import { expect, test } from "vitest";
import { json, startServer } from "../server.ts";
import { inChild } from "./child.ts";
import { startAnswering } from "./raw-server.ts";

test("importing loads no module of Node; a call loads neither fetch nor what it does not need", async () => {
  const server = await startServer((response) => json(response, {}));
  const code = `
    const loaded = () =>
      process.moduleLoadList.map((entry) => entry.replace("NativeModule ", "")).filter((name) =>
        ["http", "https", "_http_client", "_http_agent", "tls", "zlib", "internal/deps/undici/undici"].includes(name),
      );
    const before = loaded();
    await read("${server.url}", { method: "POST", body: "x" });
    await read("${server.url}", { method: "POST", body: Buffer.from("x") });
    console.log(JSON.stringify({ before, after: loaded().sort() }));
  `;
  expect(await inChild(code)).toEqual({ before: [], after: ["_http_agent", "_http_client", "http"] });
});

test("connections that are kept do not keep the process", async () => {
  // This server never closes them.
  const server = await startAnswering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const start = performance.now();
  await inChild(`await read("${server.url}"); console.log(1);`);
  expect(performance.now() - start).toBeLessThan(15_000);
});

test("it works where modules are loaded by import, as in Node 20.0", async () => {
  const server = await startServer((response) => json(response, {}));
  const code = `delete process.getBuiltinModule; console.log(JSON.stringify(await read("${server.url}")));`;
  expect(await inChild(code)).toBe("{}");
});

test("tools that replace the request of node:http see the calls", async () => {
  const server = await startServer((response) => json(response, {}));
  const code = `
    import http from "node:http";
    const { request } = http;
    let seen = 0;
    await read("${server.url}");
    http.request = (...args) => {
      seen++;
      return request(...args);
    };
    await read("${server.url}");
    console.log(seen);
  `;
  expect(await inChild(code)).toBe(1);
});
