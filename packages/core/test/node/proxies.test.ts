import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { proxyFor } from "../../src/node/proxy.ts";
import { startServer, unusedAddress } from "../server.ts";
import { createAuthority } from "./certificate.ts";
import { inChild } from "./child.ts";
import { startProxy } from "./proxy-server.ts";
import { startRawServer } from "./raw-server.ts";
import { read, send } from "./send.ts";
import { startTlsServer } from "./tls-server.ts";

const authority = createAuthority();
const basic = `Basic ${Buffer.from("user:p@ss:wörd").toString("base64")}`;

afterEach(() => vi.unstubAllEnvs());

/** Each test has a host of its own: how a host is reached is found out once. */
let hosts = 0;
const newHost = () => `host-${++hosts}.jobwire.test`;

const portOf = (url: string) => Number(new URL(url).port);

describe("http:", () => {
  test("the proxy gets the whole URL and its credentials, the server neither", async () => {
    const server = await startServer((response) => response.end("ok"));
    const proxy = await startProxy(portOf(server.url), { authorization: basic });
    vi.stubEnv("http_proxy", `http://user:p%40ss%3Aw%C3%B6rd@${proxy.host}`);
    const host = newHost();
    for (let i = 0; i < 3; i++) {
      expect(await read(`http://${host}/a?b=${i}`, { body: "x" })).toBe("ok");
      expect(proxy.requests[i]).toEqual({ line: `POST http://${host}/a?b=${i}`, authorization: basic });
      expect(server.requests[i]).toMatchObject({ url: `/a?b=${i}`, headers: { host }, body: "x" });
    }
    expect(proxy.accepted()).toBe(1);
  });

  test("a refusal of the proxy is an answer, as any", async () => {
    const proxy = await startProxy(1, { authorization: basic });
    vi.stubEnv("HTTP_PROXY", proxy.host);
    const answer = await send(`http://${newHost()}/`);
    answer.discard();
    expect(answer.status).toBe(407);
  });
});

describe("https:", () => {
  test("goes through a tunnel that is kept, and no other host uses it", async () => {
    const [one, two] = [newHost(), newHost()];
    const server = await startTlsServer(authority.issue(one, two));
    const proxy = await startProxy(server.port, { authorization: basic });
    const code = `
      const hosts = [];
      for (const host of ["${one}", "${one}", "${two}:8443", "${one}"]) hosts.push(await read("https://" + host));
      hosts.push(await read("https://${one}/last"), await read("https://${one}"));
      console.log(JSON.stringify(hosts));
    `;
    const env = { https_proxy: `http://user:p%40ss%3Aw%C3%B6rd@${proxy.host}` };
    expect(await inChild(code, env, authority.cert)).toEqual([one, one, `${two}:8443`, one, one, one]);
    const lines = [`CONNECT ${one}:443`, `CONNECT ${two}:8443`, `CONNECT ${one}:443`];
    expect(proxy.requests).toEqual(lines.map((line) => ({ line, authorization: basic })));
    expect(server.resumed).toEqual([false, false, true]);
  });

  test("the certificate is checked against the host behind the tunnel", async () => {
    const server = await startTlsServer(authority.issue("127.0.0.1", "another.jobwire.test"));
    const proxy = await startProxy(server.port);
    const code = `console.log(JSON.stringify(await send("https://${newHost()}").catch(failure)));`;
    expect(await inChild(code, { HTTPS_PROXY: proxy.host }, authority.cert)).toMatchObject({
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  test("a proxy may itself be reached by TLS", async () => {
    const host = newHost();
    const server = await startTlsServer(authority.issue(host));
    const plain = await startServer((response) => response.end("plain"));
    const certificate = authority.issue("127.0.0.1");
    const proxy = await startProxy(server.port, { certificate });
    const plainProxy = await startProxy(portOf(plain.url), { certificate });
    const code = `console.log(JSON.stringify([await read("https://${host}/"), await read("http://${host}/")]));`;
    const env = { HTTPS_PROXY: `https://${proxy.host}`, HTTP_PROXY: `https://${plainProxy.host}` };
    expect(await inChild(code, env, authority.cert)).toEqual([host, "plain"]);
    expect(proxy.requests.map(({ line }) => line)).toEqual([`CONNECT ${host}:443`]);
  });

  test("a tunnel that is refused is an error without the credentials", async () => {
    const proxy = await startProxy(1, { authorization: basic });
    vi.stubEnv("https_proxy", `http://user:topsecret@${proxy.host}`);
    const host = newHost();
    const error: Error = await send(`https://${host}/`).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    const said = `the proxy ${proxy.host} refused a tunnel to ${host}:443: 407`;
    expect(error).toMatchObject({ code: "ERR_PROXY_TUNNEL", message: said });
    expect(JSON.stringify(error) + error.stack).not.toMatch(/topsecret|dXNlcj/);
  });

  test("the connection of a refused tunnel is closed", async () => {
    let open = 0;
    const server = await startRawServer((socket) => {
      open++;
      socket.on("close", () => open--).once("data", () => socket.write("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    });
    vi.stubEnv("https_proxy", server.url);
    await expect(send(`https://${newHost()}/`)).rejects.toThrow(": 502");
    await expect.poll(() => open, { timeout: 5_000 }).toBe(0);
  });

  test("a proxy that is not there, or hangs up, is an error with its code", async () => {
    const unused = await unusedAddress();
    const { host } = new URL(unused);
    vi.stubEnv("https_proxy", unused);
    await expect(send(`https://${newHost()}/`)).rejects.toMatchObject({
      code: "ECONNREFUSED",
      message: `the proxy ${host} gave no answer: connect ECONNREFUSED ${host}`,
    });
    const closing = await startRawServer((socket) => socket.on("data", () => socket.destroy()));
    vi.stubEnv("https_proxy", closing.url);
    const lost = send(`https://${newHost()}/`, { repeatable: true });
    await expect(lost).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(closing.accepted()).toBe(1);
  });

  test("no request waits for the tunnel of another", async () => {
    const host = newHost();
    const waiting: (() => void)[] = [];
    const server = await startTlsServer(authority.issue(host), (_, response) => {
      response.flushHeaders();
      if (waiting.push(() => response.end("ok")) === 300) for (const answer of waiting) answer();
    });
    const proxy = await startProxy(server.port);
    const code = `
      const begin = (length) => Promise.all(Array.from({ length }, () => send("https://${host}/")));
      const answers = [await begin(256), await begin(44)].flat();
      const texts = await Promise.all(answers.map((answer) => answer.text(9)));
      console.log(JSON.stringify(texts.filter((text) => text === "ok").length));
    `;
    expect(await inChild(code, { HTTPS_PROXY: proxy.host }, authority.cert)).toBe(300);
  });

  test.each(["before the tunnel", "in its handshake"])("is aborted %s", async (phase) => {
    let open = 0;
    const server = await startRawServer((socket) => {
      open++;
      socket.on("close", () => open--);
      socket.once("data", () => {
        if (phase !== "before the tunnel") socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.resume();
      });
    });
    vi.stubEnv("https_proxy", server.url);
    const controller = new AbortController();
    const answer = send(`https://${newHost()}/`, {}, controller.signal);
    await sleep(100);
    expect(open).toBe(1);
    controller.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    await expect.poll(() => open, { timeout: 5_000 }).toBe(0);
  });
});

test("this machine is reached without a proxy", async () => {
  const server = await startServer((response) => response.end("direct"));
  vi.stubEnv("http_proxy", await unusedAddress());
  expect(await read(server.url)).toBe("direct");
  expect(await read(server.url.replace("127.0.0.1", "localhost"))).toBe("direct");
});

describe("the environment", () => {
  const chosen = async (url: string, env: Record<string, string>) =>
    (await proxyFor(new URL(url), env))?.host;
  const all = {
    http_proxy: "http.lower",
    HTTP_PROXY: "http.upper",
    https_proxy: "https.lower",
    HTTPS_PROXY: "https.upper",
    all_proxy: "all.lower",
    ALL_PROXY: "all.upper",
  };
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

  test.each([
    ["http://a.b/", all, "http.lower"],
    ["https://a.b/", all, "https.lower"],
    ["http://a.b/", without("http_proxy"), "http.upper"],
    ["http://a.b/", { ...without("http_proxy"), REQUEST_METHOD: "GET" }, "all.lower"],
    ["http://a.b/", { ...all, http_proxy: "" }, "http.upper"],
    ["https://a.b/", without("https_proxy"), "https.upper"],
    ["https://a.b/", without("https_proxy", "HTTPS_PROXY"), "all.lower"],
    ["https://a.b/", { ALL_PROXY: "all.upper" }, "all.upper"],
    ["https://a.b/", { http_proxy: "http.lower" }, undefined],
    ["https://a.b/", {}, undefined],
  ] as [string, Record<string, string>, string | undefined][])("%s in %j: %s", async (url, env, host) => {
    expect(await chosen(url, env)).toBe(host);
  });

  test.each([
    ["proxy:3128", { secure: false, host: "proxy", port: 3128, authorization: undefined }],
    ["http://proxy", { secure: false, host: "proxy", port: 80, authorization: undefined }],
    ["https://[::1]", { secure: true, host: "::1", port: 443, authorization: undefined }],
    ["http://u@proxy/", { secure: false, host: "proxy", port: 80, authorization: "Basic dTo=" }],
  ])("%s is understood", async (value, proxy) => {
    expect(await proxyFor(new URL("http://a.b/"), { http_proxy: value })).toEqual(proxy);
  });

  test.each([
    ["socks5://user:topsecret@proxy", "of the kind socks5: is not supported"],
    ["http://user:topsecret@", "is not the URL of a proxy"],
    ["http://user:topsecret%FF@proxy", "not percent-encoded"],
  ])("%s is refused without showing it", async (value, message) => {
    const refused = proxyFor(new URL("http://a.b/"), { http_proxy: value });
    await expect(refused).rejects.toThrow(`http_proxy in the environment`);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow("topsecret");
  });

  test.each([
    ["*", "http://a.b/", true],
    ["x.y, a.b", "http://a.b/", true],
    ["x.y a.b", "http://a.b/", true],
    ["A.B", "http://a.b/", true],
    ["b", "http://a.b/", true],
    [".b", "http://a.b/", true],
    ["*.b", "http://a.b/", true],
    [".a.b", "http://a.b/", true],
    ["a.b", "http://xa.b/", false],
    ["a.b.c", "http://a.b/", false],
    ["a.b:8080", "http://a.b:8080/", true],
    ["a.b:8080", "http://a.b/", false],
    ["a.b:80", "http://a.b/", true],
    ["a.b:443", "https://c.a.b/", true],
    ["10.0.0.1", "http://10.0.0.1/", true],
    ["10.0.0.0/8", "http://10.1.2.3/", true],
    ["10.0.0.0/8", "http://11.1.2.3/", false],
    ["10.0.0.0/8", "http://a.b/", false],
    ["10.0.0.0/99", "http://10.1.2.3/", false],
    ["2001:db8::1", "http://[2001:db8::1]/", true],
    ["[2001:db8::1]:81", "http://[2001:db8::1]:81/", true],
    ["[2001:db8::1]:81", "http://[2001:db8::1]/", false],
    ["2001:db8::/32", "http://[2001:db8:1::1]/", true],
    ["2001:db8::/32", "http://10.1.2.3/", false],
    [",, ", "http://a.b/", false],
  ])("NO_PROXY=%s and %s: %s", async (list, url, exempt) => {
    expect(await chosen(url, { all_proxy: "proxy", NO_PROXY: list })).toBe(exempt ? undefined : "proxy");
    expect(await chosen(url, { all_proxy: "proxy", no_proxy: list })).toBe(exempt ? undefined : "proxy");
  });

  test.each(["http://localhost/", "http://x.localhost/", "https://127.1.2.3/", "http://[::1]/"])(
    "%s is never reached by a proxy",
    async (url) => {
      expect(await chosen(url, all)).toBeUndefined();
    },
  );
});
