import { createServer, type IncomingMessage, request } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface ProxyServer {
  readonly host: string;
  /** The first line and the credentials of each request to the proxy. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  /** How many connections to the proxy were made. */
  accepted(): number;
}

/**
 * A proxy that leads every host to one port of this machine. It wants credentials where `authorization` is
 * given, and speaks TLS where it has a certificate.
 */
export async function startProxy(
  port: number,
  { authorization, certificate }: { authorization?: string; certificate?: ServerOptions } = {},
): Promise<ProxyServer> {
  const requests: { line: string; authorization: string | undefined }[] = [];
  let accepted = 0;
  const note = ({ method, url, headers }: IncomingMessage) => {
    requests.push({ line: `${method} ${url}`, authorization: headers["proxy-authorization"] });
    return authorization === undefined || headers["proxy-authorization"] === authorization;
  };
  const server = certificate ? createTlsServer(certificate) : createServer();
  server.on("request", (incoming, response) => {
    if (!note(incoming)) {
      response.writeHead(407).end();
      return;
    }
    const { method, url = "", headers } = incoming;
    const { pathname, search } = new URL(url);
    const onward = request(
      { host: "127.0.0.1", port, method, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      },
    );
    incoming.pipe(onward);
  });
  const sockets = new Set<Socket>();
  const own = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  server.on("connect", (incoming: IncomingMessage, socket: Socket) => {
    own(socket);
    if (!note(incoming)) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    own(onward);
  });
  server.on("connection", (socket: Socket) => {
    accepted++;
    own(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests, accepted: () => accepted };
}
