import { isExempt, isLoopback } from "./no-proxy.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A server that passes requests on. */
export interface ProxyServer {
  /** Whether TLS is spoken with the proxy itself. */
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`; undefined without credentials. */
  readonly authorization: string | undefined;
}

/** The proxy that the environment names for a URL; undefined: none. Throws where it names no usable one. */
export async function proxyFor(url: URL, env: Environment): Promise<ProxyServer | undefined> {
  const variable = variables(url.protocol, env).find((name) => env[name]);
  const exempt = env.no_proxy || env.NO_PROXY;
  if (variable === undefined || isLoopback(hostOf(url))) return undefined;
  if (exempt && (await isExempt(hostOf(url), portOf(url), exempt))) return undefined;
  return parseProxy(variable, env[variable] ?? "");
}

/** In the order of their weight. */
function variables(protocol: string, env: Environment): string[] {
  const all = ["all_proxy", "ALL_PROXY"];
  if (protocol === "https:") return ["https_proxy", "HTTPS_PROXY", ...all];
  // Under CGI, HTTP_PROXY is the header `Proxy` of whoever sent the request.
  return env.REQUEST_METHOD ? ["http_proxy", ...all] : ["http_proxy", "HTTP_PROXY", ...all];
}

/** No message shows the value: it may hold a password. */
function parseProxy(variable: string, value: string): ProxyServer {
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) throw new Error(`${variable} in the environment is not the URL of a proxy`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`${variable} in the environment: a proxy of the kind ${url.protocol} is not supported`);
  }
  return {
    secure: url.protocol === "https:",
    host: hostOf(url),
    port: portOf(url),
    authorization: authorization(url, variable),
  };
}

function authorization({ username, password }: URL, variable: string): string | undefined {
  if (!username && !password) return undefined;
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(credentials).toString("base64")}`;
  } catch {
    throw new Error(`${variable} in the environment has credentials that are not percent-encoded`);
  }
}

/** The name or address as it is connected to: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === "https:" ? 443 : 80);
}
