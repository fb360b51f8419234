import type { RequestListener } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";

export interface TlsServer {
  readonly port: number;
  /** For each connection so far, whether it resumed the session of an earlier one. */
  readonly resumed: boolean[];
}

/** Answers with the request's `Host`, and closes the connection after `/last`. */
const answerHost: RequestListener = (request, response) => {
  if (request.url === "/last") response.setHeader("Connection", "close");
  response.end(request.headers.host);
};

/** A server that speaks TLS. */
export async function startTlsServer(options: ServerOptions, listener = answerHost): Promise<TlsServer> {
  const resumed: boolean[] = [];
  const server = createServer(options, listener);
  server.on("secureConnection", (socket: TLSSocket) => {
    resumed.push(socket.isSessionReused());
    socket.on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, resumed };
}
