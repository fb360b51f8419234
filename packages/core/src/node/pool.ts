import type { Agent, AgentOptions, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How long an unused socket is kept where the server does not say; in ms. */
const idleTime = 30_000;
/** An unused socket is not kept longer than this, whatever the server says; in ms. */
const longestIdleTime = 300_000;
/** An unused socket is closed so much before the server would; in ms. */
const safetyMargin = 1_000;

/** For one origin: 256 requests under way, the others wait; of their sockets, 64 are kept. */
export const poolOptions: AgentOptions = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 };

/**
 * Nobody waits for a tunnel: Node would open it in the name of the request that had the socket before, whose
 * signal may be aborted.
 */
export const tunnelPoolOptions: AgentOptions = { keepAlive: true, maxFreeSockets: 64 };

interface PooledSocket extends Socket {
  /** How long the server keeps it unused, in ms. */
  idleTime?: number;
}

interface PooledRequest extends ClientRequest {
  /** What a kept socket had received before the request was sent; in bytes. */
  bytesBefore?: number;
}

/** Makes an agent keep its sockets as long as the servers do. None of them keeps the process alive. */
export function pool<A extends Agent>(agent: A): A {
  const { reuseSocket } = agent;
  agent.keepSocketAlive = keepSocketAlive;
  agent.reuseSocket = (socket, request: PooledRequest) => {
    reuseSocket.call(agent, socket, request);
    request.bytesBefore = (socket as Socket).bytesRead;
  };
  return agent;
}

/** Notes what an answer says on how long its socket stays open: `Keep-Alive: timeout=5`. */
export function noteIdleTime({ socket, headers }: IncomingMessage): void {
  const hint = headers["keep-alive"];
  if (hint === undefined) return;
  const seconds = /\btimeout=(\d+)/i.exec(String(hint))?.[1];
  if (!seconds) return;
  (socket as PooledSocket).idleTime = Math.min(Number(seconds) * 1_000 - safetyMargin, longestIdleTime);
}

/**
 * Whether an error is what a request meets that was sent on a kept socket while the server closed it: no byte
 * of an answer has come.
 */
export function isStale(request: PooledRequest, error: NodeJS.ErrnoException): boolean {
  return (
    request.reusedSocket &&
    (error.code === "ECONNRESET" || error.code === "EPIPE") &&
    request.socket?.bytesRead === request.bytesBefore
  );
}

/** Closes the sockets that are not in use. */
export function closeIdle(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}

function keepSocketAlive(socket: PooledSocket): boolean {
  const time = socket.idleTime ?? idleTime;
  if (time <= 0) return false;
  socket.setKeepAlive(true, 1_000);
  socket.unref();
  // The agent closes a socket that is unused when this time is over; one in use is left alone.
  if (socket.timeout !== time) socket.setTimeout(time);
  return true;
}
