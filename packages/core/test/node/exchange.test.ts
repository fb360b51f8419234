import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { BodyTooLarge } from "../../src/exchange/exchange.ts";
import { cutOff, json, startServer, unusedAddress } from "../server.ts";
import { inChild } from "./child.ts";
import { startAnswering, startRawServer } from "./raw-server.ts";
import { drain, read, send } from "./send.ts";

const limit = 1_000;

describe("a request", () => {
  test("goes out as it is told, with nothing added but what HTTP needs", async () => {
    const server = await startServer((response) => json(response, {}));
    await read(`${server.url}/a/b?c=%20d&e`, { method: "PATCH", headers: { "x-id": "1" }, body: "x" });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "PATCH", url: "/a/b?c=%20d&e", body: "x" });
    expect(request?.headers).toEqual({
      host: new URL(server.url).host,
      "x-id": "1",
      "content-type": "text/plain;charset=UTF-8",
      "accept-encoding": "gzip, deflate, br",
      "content-length": "1",
      connection: "keep-alive",
    });
  });

  test("keeps the headers of the caller, and sends those beyond ASCII as single bytes", async () => {
    const server = await startServer((response) => json(response, {}));
    const headers = { "content-type": "a/b", "accept-encoding": "identity", "x-name": "é" };
    for (const body of [undefined, "ascii", "größer"])
      await read(server.url, { method: "POST", headers, body });
    expect(server.requests.map(({ headers: received }) => received["x-name"])).toEqual(["é", "é", "é"]);
    expect(server.requests[2]).toMatchObject({ headers, body: "größer" });
  });

  test("never sends the credentials of a URL, nor a host or a framing of the caller's", async () => {
    const server = await startServer((response) => json(response, {}));
    const headers = { host: "evil", "content-length": "99", "transfer-encoding": "chunked" };
    await read(server.url.replace("//", "//user:secret@"), { headers, body: "abc" });
    const { host, authorization, ...received } = server.requests[0]?.headers ?? {};
    expect({ host, authorization }).toEqual({ host: new URL(server.url).host, authorization: undefined });
    expect(received).toMatchObject({ "content-length": "3" });
    expect(received).not.toHaveProperty("transfer-encoding");
    const echo = await startRawServer((socket) => {
      socket.once("data", (data) => socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${data}`));
    });
    expect((await read(echo.url, { headers })).match(/^host: .*/gim)).toEqual([
      `Host: 127.0.0.1:${echo.port}`,
    ]);
  });

  test.each(["POST", "PUT", "PATCH"])("%s without a body says that its length is 0", async (method) => {
    const server = await startServer((response) => json(response, {}));
    await read(server.url, { method });
    expect(server.requests[0]?.headers["content-length"]).toBe("0");
  });

  test("with a header that cannot be sent is refused", async () => {
    const server = await startServer((response) => json(response, {}));
    await expect(send(server.url, { headers: { "x-a": "b\r\nc: d" } })).rejects.toThrow(/x-a/);
    await expect(send("ftp://127.0.0.1/")).rejects.toThrow("cannot send to a URL of ftp:");
    expect(server.requests).toHaveLength(0);
  });
});

describe("an answer", () => {
  test("has its status, and its headers as Headers would have them", async () => {
    const head = "HTTP/1.1 418 I'm a teapot\r\nX-B: 1\r\nx-b: 2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n";
    const server = await startAnswering(
      `${head}Age: 1\r\nage: 2\r\nX-Latin: \xe9\r\nContent-Length: 0\r\n\r\n`,
    );
    const { status, statusText, headers, text } = await send(server.url).then(async (answer) => {
      return {
        ...answer,
        status: answer.status,
        statusText: answer.statusText,
        headers: answer.headers,
        text: await answer.text(1),
      };
    });
    expect({ status, statusText, text }).toEqual({ status: 418, statusText: "I'm a teapot", text: "" });
    const real = new Headers({ age: "1, 2", "content-length": "0", "x-b": "1, 2" });
    real.append("set-cookie", "a=1");
    real.append("set-cookie", "b=2");
    const plain = ([name]: [string, string]) => name !== "x-latin";
    expect([...headers].filter(plain)).toEqual([...real]);
    for (const name of ["X-B", "Set-Cookie", "AGE", "x-none", "constructor", "__proto__"]) {
      expect([name, headers.get(name), headers.has(name)]).toEqual([name, real.get(name), real.has(name)]);
    }
  });

  test("is read as UTF-8 like a Response, in whatever pieces it comes", async () => {
    const all = Buffer.from("\uFEFFgröße 東京 🚀 \uFEFF");
    const broken = Buffer.concat([
      all,
      Buffer.of(0xff, 0xc3, 0x28, 0xe2, 0x82, 0xf0, 0x9f),
      Buffer.from("x"),
    ]);
    for (const bytes of [all, broken, Buffer.of(0xef, 0xbb), Buffer.alloc(0)]) {
      const server = await startServer((response) => {
        const pieces = [...bytes].map((byte) => Buffer.of(byte));
        const next = () => {
          const piece = pieces.shift();
          if (piece) response.write(piece, () => setImmediate(next));
          else response.end();
        };
        next();
      });
      const expected = await new Response(bytes).text();
      expect(await read(server.url)).toBe(expected);
      const whole = await startServer((response) => response.end(bytes));
      expect(await read(whole.url)).toBe(expected);
      expect(await drain((await send(server.url)).stream())).toEqual(bytes);
    }
  });

  test.each(["HEAD 200", "GET 204", "GET 304"])(
    "to %s has no body, and its socket is kept",
    async (which) => {
      const [method = "", status] = which.split(" ");
      const server = await startServer((response) => {
        const length = status === "204" ? {} : { "Content-Length": "500", "Content-Encoding": "gzip" };
        response.writeHead(Number(status), length);
        response.end();
      });
      for (let i = 0; i < 3; i++) {
        expect(await read(server.url, { method }).catch(String)).toBe("");
        expect(await drain((await send(server.url, { method })).stream())).toEqual(Buffer.alloc(0));
      }
      expect(server.connections()).toBe(1);
    },
  );

  test("may come after any number of informational ones", async () => {
    const early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    const server = await startAnswering(`${early}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`);
    expect(await read(server.url)).toBe("ok");
  });

  test("ends with the connection where its length is not told", async () => {
    const server = await startAnswering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello", true);
    expect(await read(server.url)).toBe("hello");
  });

  test("is discarded whole without its connection, and with it while more is to come", async () => {
    const server = await startServer((response, { url }) => {
      if (url === "/short") response.end("short");
      else response.write("x".repeat(100));
    });
    for (let i = 0; i < 3; i++) (await send(`${server.url}/short`)).discard();
    expect(server.connections()).toBeLessThan(3);
    (await send(`${server.url}/endless`)).discard();
    await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
  });
});

describe("the largest size of an answer", () => {
  test("holds for a length that is told, and for one that is not", async () => {
    const server = await startServer((response, { url }) => {
      const [, path, size] = url.split("/");
      const body = "x".repeat(Number(size));
      if (path === "chunked") response.write(body.slice(0, 1));
      response.end(path === "chunked" ? body.slice(1) : body);
    });
    for (const path of ["told", "chunked"]) {
      const answer = await send(`${server.url}/${path}/1000`);
      expect(await answer.text(limit)).toHaveLength(1_000);
      const larger = await send(`${server.url}/${path}/1001`);
      await expect(larger.text(limit)).rejects.toBeInstanceOf(BodyTooLarge);
    }
  });

  test("a length that is too large is not waited for", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Length": "1001" });
      response.write("x");
    });
    await expect((await send(server.url)).text(limit)).rejects.toBeInstanceOf(BodyTooLarge);
    await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
  });

  test("ends an endless answer", async () => {
    const server = await startServer((response) => {
      const more = () => {
        while (response.write("x".repeat(1_000)));
        response.once("drain", more);
      };
      more();
    });
    await expect((await send(server.url)).text(1_000_000)).rejects.toBeInstanceOf(BodyTooLarge);
    await expect.poll(() => server.connections(), { timeout: 5_000 }).toBe(0);
  });
});

describe("what goes wrong", () => {
  test.each([
    ["before the length that was told", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"],
    ["before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"],
  ])("an answer is cut off %s", async (_, bytes) => {
    const server = await startAnswering(bytes, true);
    const told = { message: "the connection was closed before the end of the answer", code: "ECONNRESET" };
    await expect(read(server.url)).rejects.toMatchObject(told);
    await expect(drain((await send(server.url)).stream())).rejects.toMatchObject(told);
    const late = await send(server.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(late.text(limit)).rejects.toMatchObject(told);
  });

  test.each([
    ["no HTTP", "SSH-2.0-OpenSSH_9.9\r\n\r\n", /Parse Error/],
    [
      "a body beyond its framing",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      /Parse Error: .*chunk/,
    ],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", /Content-Length/],
    ["endless headers", `HTTP/1.1 200 OK\r\n${"x: yyyyyyyy\r\n".repeat(5_000)}`, /Header overflow/],
    [
      "a change of protocol",
      "HTTP/1.1 101 Up\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
      /without an answer/,
    ],
  ])("the server speaks %s", async (_, bytes, message) => {
    const server = await startAnswering(bytes);
    await expect(read(server.url)).rejects.toThrow(message);
  });

  test("the connection is closed before the answer, or in the middle of it", async () => {
    const closing = await startRawServer((socket) => socket.on("data", () => socket.destroy()));
    await expect(send(closing.url, { body: "x" })).rejects.toMatchObject({
      code: "ECONNRESET",
      message: "the connection was closed without an answer",
    });
    const cutting = await startServer((response) => cutOff(response));
    await expect(read(cutting.url)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("nobody listens, or nobody has the name: the error has Node's code", async () => {
    const url = await unusedAddress();
    await expect(send(url)).rejects.toMatchObject({ code: "ECONNREFUSED", syscall: "connect" });
    await expect(send("http://no-such-name.invalid/")).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
  });

  test("none of several addresses answers: the message has what each said", async () => {
    const { port } = new URL(await unusedAddress());
    const code = `
      import dns from "node:dns";
      const addresses = [{ address: "127.0.0.1", family: 4 }, { address: "127.0.0.2", family: 4 }];
      dns.lookup = (name, options, done) => process.nextTick(done, null, addresses);
      const { code, syscall, message } = await send("http://several.test:${port}").catch((error) => error);
      console.log(JSON.stringify({ code, syscall, message }));
    `;
    expect(await inChild(code)).toEqual({
      code: "ECONNREFUSED",
      syscall: "connect",
      message: `connect ECONNREFUSED 127.0.0.1:${port}; connect ECONNREFUSED 127.0.0.2:${port}`,
    });
  });
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test.runIf(hasIpv6)("IPv6 works by address, and by a name that has both kinds of addresses", async () => {
  const six = await startRawServer((socket) => {
    socket.once("data", (data) => {
      const host = /host: (.*)/i.exec(String(data))?.[1] ?? "";
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${host.length}\r\n\r\n${host}`);
    });
  }, "::1");
  expect(await read(six.url)).toBe(`[::1]:${six.port}`);
  const four = await startServer((response) => response.end("four"));
  expect(await read(four.url.replace("127.0.0.1", "localhost"))).toBe("four");
});
