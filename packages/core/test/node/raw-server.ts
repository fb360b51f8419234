import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** How many connections have been made so far. */
  accepted(): number;
}

/** A server that says byte for byte what the test wants; `count` is 1 for the first connection. */
export async function startRawServer(
  onConnection: (socket: Socket, count: number) => void,
  host = "127.0.0.1",
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    onConnection(socket, ++accepted);
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, host, resolve);
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<unknown>((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, port, accepted: () => accepted };
}

/** A server that answers each request with the same bytes, and then closes the connection where told to. */
export function startAnswering(answer: string | Buffer, end = false): Promise<RawServer> {
  return startRawServer((socket) => {
    socket.on("data", () => {
      socket.write(answer);
      if (end) socket.end();
    });
  });
}
