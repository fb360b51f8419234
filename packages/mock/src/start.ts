import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { loadBundles } from "./bundles.ts";
import { handleWith } from "./handler.ts";
import type { Mock, MockOptions, RecordedRequest } from "./mock.ts";
import { loadOperations } from "./operations.ts";
import { createResponder } from "./responder.ts";

/**
 * Starts a mock of a provider on this machine. It answers from the examples of the provider's spec, and
 * checks requests against it.
 */
export async function startMock(
  provider: string,
  { port = 0, host = "127.0.0.1" }: MockOptions = {},
): Promise<Mock> {
  const bundles = loadBundles(provider);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`port: expected an integer from 0 to 65535, got ${JSON.stringify(port) ?? String(port)}`);
  }
  if (typeof host !== "string" || host === "") {
    throw new Error(`host: expected an address or a name, got ${JSON.stringify(host)}`);
  }
  const requests: RecordedRequest[] = [];
  const respond = createResponder(await loadOperations(bundles));
  const server = createServer(handleWith(respond, (request) => requests.push(request)));
  await listen(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= stop(server);
    return closed;
  };
  return {
    provider,
    url: `http://${reachable(host)}:${bound}`,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "the port is in use" : message;
    throw new Error(`cannot listen at ${host}, port ${port}: ${reason}`, { cause });
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections(); // clients keep idle ones open for minutes
  await closed;
}

/** The host as it stands in a URL. "All addresses" are reached by the loopback one. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
