import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { load } from "./modules.ts";
import { pool, poolOptions, tunnelPoolOptions } from "./pool.ts";
import { hostOf, type ProxyServer, portOf, proxyFor } from "./proxy.ts";
import { tunnel } from "./tunnel.ts";

/** How an origin is reached. */
export interface Route {
  /** `node:http` or `node:https`. Its `request` is looked up at each call: tools that observe calls replace it. */
  readonly module: {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest;
  };
  /** What the requests to the origin have in common. */
  readonly options: RequestOptions & { readonly agent: Agent };
  /** The headers that each of them begins with; names and values in turn. */
  readonly headers: readonly string[];
  /** Whether the whole URL is sent, for the proxy to see. */
  readonly absolute: boolean;
}

/** Where one request goes. */
export interface Target {
  readonly route: Route;
  readonly path: string;
}

/** So many origins are remembered at most. */
const manyOrigins = 1_000;
const routes = new Map<string, Route>();
let lastUrl: string | undefined;
let lastTarget: Target | undefined;

/** The target of a URL whose origin has been reached before; undefined: it has not. */
export function knownTarget(url: string): Target | undefined {
  // Many APIs have one URL for all.
  if (url === lastUrl) return lastTarget;
  const parsed = new URL(url);
  const route = routes.get(parsed.origin);
  return route && remember(url, parsed, route);
}

/** Finds a way to the origin of a URL, by the proxies that the environment names at that time. */
export async function findTarget(url: string): Promise<Target> {
  const parsed = new URL(url);
  const found = await findRoute(parsed, await proxyFor(parsed, process.env));
  // Requests at the same time share the route that was found first.
  const route = routes.get(parsed.origin) ?? found;
  if (routes.size >= manyOrigins) routes.clear();
  routes.set(parsed.origin, route);
  return remember(url, parsed, route);
}

function remember(url: string, { pathname, search, host }: URL, route: Route): Target {
  const path = `${pathname}${search}`;
  lastUrl = url;
  lastTarget = { route, path: route.absolute ? `http://${host}${path}` : path };
  return lastTarget;
}

async function findRoute(url: URL, proxy: ProxyServer | undefined): Promise<Route> {
  const { protocol, host } = url;
  const headers = ["Host", host];
  const direct = { host: hostOf(url), port: portOf(url), joinDuplicateHeaders: true };
  if (protocol === "https:") {
    const module = await load("node:https");
    const agent = pool(new module.Agent(proxy ? tunnelPoolOptions : poolOptions));
    if (proxy) tunnel(agent, proxy);
    return { module, options: { ...direct, agent }, headers, absolute: false };
  }
  if (protocol !== "http:") throw new TypeError(`cannot send to a URL of ${protocol}`);
  const module = proxy?.secure ? await load("node:https") : await load("node:http");
  const agent = pool(new module.Agent(poolOptions));
  if (!proxy) return { module, options: { ...direct, agent }, headers, absolute: false };
  if (proxy.authorization) headers.push("Proxy-Authorization", proxy.authorization);
  const { host: proxyHost, port } = proxy;
  return { module, options: { ...direct, host: proxyHost, port, agent }, headers, absolute: true };
}
