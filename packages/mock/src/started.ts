import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sent } from "./answer.ts";
import { bodyTypeOf, isFile } from "./body-type.ts";
import { type Bundles, loadBundles } from "./bundles.ts";
import { sendCallback } from "./callback.ts";
import { createFresh } from "./fresh.ts";
import { handleWith, type Serve } from "./handler.ts";
import { History } from "./history.ts";
import { fetchWith } from "./in-process.ts";
import { type Incoming, type IsUpload, sizeOf } from "./incoming.ts";
import { answerMalformed, malformation, maxHeaderSize } from "./malformed.ts";
import type { Mock, MockOptions, RecordedRequest } from "./mock.ts";
import { loadOperations, type Operation } from "./operations.ts";
import { checkOptions } from "./options.ts";
import { behaviourOf } from "./providers/index.ts";
import type { Behaviour } from "./providers/provider.ts";
import { createResponder, type Outcome, refuseMalformed } from "./responder.ts";
import { createRouter, type Router } from "./routing.ts";
import { Stubs } from "./stubs.ts";

/** A mock, and what it answers by. */
export interface Started {
  readonly mock: Mock;
  readonly operations: readonly Operation[];
  readonly behaviour: Behaviour;
}

/**
 * Starts a mock, and gives what the command needs besides: by what it answers, and so how a request is made. It
 * answers from the provider's own specs unless others are given, by their names.
 */
export async function startWithParts(
  provider: string,
  options: MockOptions,
  bundles: Bundles = loadBundles(provider),
): Promise<Started> {
  checkOptions(options);
  const { port = 0, host = "127.0.0.1", delay = 0, seed, now = Date.now, onRequest } = options;
  // With one seed, each provider still has ids of its own.
  const fresh = createFresh(seed === undefined ? undefined : `${provider} ${seed}`, now);
  const { behaviour, credentials } = behaviourOf(provider, { given: options.credentials ?? {}, now, fresh });
  const operations = await loadOperations(bundles);
  const stubs = new Stubs(operations);
  const history = new History();
  const route = createRouter(operations);
  const isUpload = uploadsAmong(operations, route);
  const respond = createResponder({ route, behaviour, stubs, fresh, now, delay });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);

  const serve: Serve = async (incoming) => {
    const started = performance.now();
    const outcome = await respond(incoming, closing.signal);
    return record(incoming, outcome, performance.now() - started);
  };

  function record(incoming: Incoming, { operation, sent, findings }: Outcome, time: number): Sent {
    const { method, path, query, headers, body } = incoming;
    const unanswered = sent.delivery === "reset" || sent.delivery === "stall";
    const request = {
      operation,
      method,
      path: query === "" ? path : `${path}?${query}`,
      headers,
      body: body?.toString("utf8") ?? "",
      size: sizeOf(incoming),
      status: unanswered ? undefined : sent.status,
      time,
      violations: findings.map(({ at, message }) => ({ operation, at, message })),
    };
    history.add(request);
    observe(request);
    return sent;
  }

  /** An observer does not change what it observes, even if it is asynchronous. */
  function observe(request: RecordedRequest): void {
    new Promise((resolve) => resolve(onRequest?.(request))).catch(() => {});
  }

  const handle = handleWith(serve, isUpload);
  const server = createServer({ maxHeaderSize, requireHostHeader: false }, handle);
  server.on("checkExpectation", handle);
  server.on("clientError", (error, socket) => {
    const message = malformation(error);
    if (message === undefined) socket.destroy();
    else answerMalformed(socket, record(nothing, refuseMalformed(behaviour, "request", message), 0));
  });
  server.on("connect", ({ method = "CONNECT", url = "" }, socket) => {
    const incoming = { ...nothing, method, path: url };
    const outcome = refuseMalformed(behaviour, "method", "expected no request for a tunnel, got CONNECT");
    answerMalformed(socket, record(incoming, outcome, 0));
  });
  await listen(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = () => {
    closing.abort();
    closed ??= stop(server);
    return closed;
  };
  const mock: Mock = {
    provider,
    url: `http://${reachable(host)}:${bound}`,
    credentials,
    get requests() {
      return [...history.requests];
    },
    get violations() {
      return history.violations;
    },
    fetch: fetchWith(serve, isUpload, closing.signal),
    respond: (operation, answer) => stubs.respond(operation, answer),
    sendCallback: (operation, values = {}) =>
      sendCallback(operations, history.requests, { operation, values, signal: closing.signal }),
    fail: (operation, fault) => stubs.fail(operation, fault),
    reset: () => {
      stubs.clear();
      history.clear();
    },
    close,
    [Symbol.asyncDispose]: close,
    [Symbol.dispose]: () => void close(),
  };
  return { mock, operations, behaviour };
}

/** A request of which nothing could be read. */
const nothing: Incoming = { method: "", path: "", query: "", headers: {}, body: undefined };

function uploadsAmong(operations: readonly Operation[], route: Router): IsUpload {
  if (!operations.some(({ takes }) => takes.some(isFile))) return () => false;
  return (head) => {
    const target = route(head);
    return !("reason" in target) && isFile(bodyTypeOf(target, head.headers["content-type"]));
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
