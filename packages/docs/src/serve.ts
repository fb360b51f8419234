/** Serves `dist/` as a static host would: `node src/serve.ts [--port 8080] [--host 127.0.0.1] [--base /jobwire/]`. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { parseArgs, promisify } from "node:util";
import { gzip } from "node:zlib";
import { dist } from "./site/places.ts";

/** How the site is served. */
export interface ServeOptions {
  /** Default 0: any that is free. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** The path under which the site stands. Default `/`. */
  base?: string;
  /** The folder to serve. Default: the built site. */
  folder?: string;
}

/** A running server. */
export interface Served {
  /** The address of the landing page, with a slash at its end. */
  url: string;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".yaml": "application/yaml",
};

/** Serves the built site, packed by gzip as GitHub Pages does. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { port = 0, host = "127.0.0.1", base = "/", folder = dist } = options;
  const pack = promisify(gzip);
  const server = createServer(async (request, response) => {
    const [pathname = "/"] = (request.url ?? "/").split("?");
    const found = pathname.startsWith(base) ? await read(folder, pathname.slice(base.length)) : undefined;
    if (found === "folder") {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const file = found ?? (await read(folder, "404.html"));
    if (file === undefined || file === "folder") {
      response.writeHead(404).end();
      return;
    }
    const packed = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    const body = packed ? await pack(file.content) : file.content;
    response.writeHead(found ? 200 : 404, {
      "content-type": types[extname(file.name)] ?? "application/octet-stream",
      "content-length": body.length,
      // What stands in assets/ changes its name when it changes.
      "cache-control": file.name.startsWith("assets/") ? "max-age=31536000, immutable" : "no-cache",
      ...(packed && { "content-encoding": "gzip" }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A file below the folder; a path that ends in a slash means the `index.html` there. */
async function read(folder: string, path: string) {
  let name: string;
  try {
    name = normalize(decodeURIComponent(path));
  } catch {
    return undefined; // no valid percent-encoding
  }
  if (name.split(sep).includes("..") || name.includes("\0")) return undefined;
  if (name === "." || name.endsWith("/")) name = join(name, "index.html");
  try {
    return { name, content: await readFile(join(folder, name)) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EISDIR" ? "folder" : undefined;
  }
}

if (import.meta.main) {
  const fail = (message: string): never => {
    process.stderr.write(`${message}\n`);
    process.exit(2);
  };
  const text = { type: "string" } as const;
  const parse = () => parseArgs({ options: { port: text, host: text, base: text } }).values;
  let values: ReturnType<typeof parse> = {};
  try {
    values = parse();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  const { port = "8080", host, base } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) fail(`--port ${port}: must be 0 to 65535`);
  if (base !== undefined && !/^\/(.*\/)?$/.test(base))
    fail(`--base ${base}: must begin and end with a slash`);
  const options = { port: Number(port), ...(host && { host }), ...(base && { base }) };
  const { url } = await serve(options).catch((error: Error) => fail(error.message));
  process.stdout.write(`${url}\n`);
}
