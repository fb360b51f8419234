import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers the request; `count` is 1 for the first one. */
export type Script = (response: ServerResponse, request: Received, count: number) => void;

export interface TestServer {
  readonly url: string;
  /** Every request so far, in the order of their arrival. */
  readonly requests: Received[];
  /** How many connections are open. */
  connections(): number;
  stop(): Promise<void>;
}

/** A real server on the loopback interface, which ends with the test. */
export async function startServer(script: Script): Promise<TestServer> {
  const requests: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const received = { method, url, headers, body: Buffer.concat(chunks).toString() };
      script(response, received, requests.push(received));
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 1024, resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<unknown>((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, connections: () => sockets.size, stop };
}

/** Answers with JSON; a string is sent as it is. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** Breaks the connection without an answer. */
export function reset(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Begins an answer and breaks the connection in the middle of its body. */
export function cutOff(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
  response.write('{"id":', () => response.socket?.destroy());
}

/** Sends the headers and a part of the body, and then nothing. */
export function stall(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.write('{"id":');
}

/** Sends a blank every 10 ms, without end. */
export function trickle(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
}

/** An address where nobody listens. */
export async function unusedAddress(): Promise<string> {
  const server = await startServer(() => {});
  await server.stop();
  return server.url;
}
