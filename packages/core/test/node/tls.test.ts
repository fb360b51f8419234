import { expect, test } from "vitest";
import { createAuthority } from "./certificate.ts";
import { inChild } from "./child.ts";
import { startAnswering, startRawServer } from "./raw-server.ts";
import { read, send } from "./send.ts";
import { startTlsServer } from "./tls-server.ts";

const authority = createAuthority();

test("a trusted server is spoken to, over one connection; a new one resumes its session", async () => {
  const server = await startTlsServer(authority.issue("localhost", "127.0.0.1"));
  const hosts = [`localhost:${server.port}`, `127.0.0.1:${server.port}`];
  const code = `
    const hosts = [];
    for (const host of ${JSON.stringify(hosts)}) {
      for (const path of ["a", "b", "last", "c"]) hosts.push(await read("https://" + host + "/" + path));
    }
    console.log(JSON.stringify(hosts));
  `;
  expect(await inChild(code, {}, authority.cert)).toEqual(hosts.flatMap((host) => [host, host, host, host]));
  expect(server.resumed).toEqual([false, true, false, true]);
});

test("an authority that is not trusted is refused, and nothing is sent", async () => {
  const server = await startTlsServer(authority.issue("127.0.0.1"));
  await expect(send(`https://127.0.0.1:${server.port}/`, { body: "secret" })).rejects.toMatchObject({
    code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    message: expect.stringContaining("unable to verify the first certificate"),
  });
});

test("another authority of the same name is refused", async () => {
  const server = await startTlsServer(createAuthority().issue("127.0.0.1"));
  const code = `console.log(JSON.stringify(await send("https://127.0.0.1:${server.port}/").catch(failure)));`;
  expect(await inChild(code, {}, authority.cert)).toMatchObject({
    code: expect.stringMatching(/CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY/),
  });
});

test("a certificate for another host is refused", async () => {
  const server = await startTlsServer(authority.issue("api.example.com"));
  const code = `console.log(JSON.stringify(await send("https://localhost:${server.port}/").catch(failure)));`;
  expect(await inChild(code, {}, authority.cert)).toMatchObject({
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
    message: expect.stringContaining("localhost"),
  });
});

test("a server that does not speak TLS, or hangs up, is an error with a code", async () => {
  const plain = await startAnswering("HTTP/1.1 400 Bad Request\r\n\r\n");
  await expect(read(`https://127.0.0.1:${plain.port}/`)).rejects.toMatchObject({
    code: expect.stringMatching(/^(EPROTO|ERR_SSL_)/),
  });
  const closing = await startRawServer((socket) => socket.on("data", () => socket.destroy()));
  await expect(send(`https://127.0.0.1:${closing.port}/`)).rejects.toMatchObject({ code: "ECONNRESET" });
});
