import type { Agent as HttpsAgent, RequestOptions } from "node:https";
import type { Duplex } from "node:stream";
import { load } from "./modules.ts";
import type { ProxyServer } from "./proxy.ts";

/** What a tunnel is opened for. */
interface TunnelOptions extends RequestOptions {
  /** The signal of the request that the tunnel is opened for. */
  tunnelSignal?: AbortSignal;
}

/** Makes an agent reach its hosts through tunnels that a proxy opens, with TLS from end to end. */
export function tunnel(agent: HttpsAgent, proxy: ProxyServer): HttpsAgent {
  const { createConnection } = agent;
  agent.createConnection = (options: TunnelOptions, done) => {
    openTunnel(proxy, options).then(
      (socket) =>
        done?.(null, createConnection.call(agent, { ...options, socket } as RequestOptions) as Duplex),
      // The types of Node want a socket beside the error, which Node itself does not.
      (error) => done?.(error, undefined as unknown as Duplex),
    );
    return undefined;
  };
  return agent;
}

async function openTunnel(proxy: ProxyServer, { host, port, tunnelSignal }: TunnelOptions): Promise<Duplex> {
  const { request } = proxy.secure ? await load("node:https") : await load("node:http");
  const target = `${host?.includes(":") ? `[${host}]` : host}:${port}`;
  const headers = ["Host", target, "Connection", "keep-alive"];
  if (proxy.authorization) headers.push("Proxy-Authorization", proxy.authorization);
  return new Promise((resolve, reject) => {
    const connect = request({
      host: proxy.host,
      port: proxy.port,
      method: "CONNECT",
      path: target,
      headers,
      agent: false,
      ...(tunnelSignal ? { signal: tunnelSignal } : {}),
    });
    connect.on("connect", ({ statusCode = 0 }, socket, head) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      const reason = `the proxy ${proxy.host}:${proxy.port} refused a tunnel to ${target}`;
      // Without its words, which may echo the credentials.
      const error = new Error(`${reason}: ${statusCode}`);
      reject(Object.assign(error, { code: "ERR_PROXY_TUNNEL" }));
    });
    connect.on("error", (error) => {
      error.message = `the proxy ${proxy.host}:${proxy.port} gave no answer: ${error.message}`;
      reject(error);
    });
    connect.end();
  });
}
