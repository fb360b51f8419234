import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../../scripts/release/packages.ts";
import type { Setting } from "../setting.ts";
import { expected, request } from "./request.ts";

const here = import.meta.dirname;
const mock = join(root, "packages/mock");
const prism = [join(here, "../node_modules/.bin/prism"), "mock", join(mock, "bundles/huawei-dli.json")];

/** What is measured: the arguments of Node, all but the port, which comes last. */
export const servers: Readonly<Record<string, readonly string[]>> = {
  "jobwire-mock": [join(mock, "dist/command/bin.js"), "huawei-dli", "--port"],
  "prism mock": [...prism, "--port"],
  "prism mock, silent": [...prism, "--verboseLevel", "silent", "--port"],
};

/** A server in a process of its own. */
export interface Running {
  /** From the start of its process to its first answer, in ms. */
  readonly firstAnswer: number;
  /** Sends requests, so many at a time, and gives how many were answered in a second. */
  load(requests: number, width: number): Promise<number>;
  /** Memory of the process, in MB. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

export async function start({ commands, node }: Setting, args: readonly string[]): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = commands.start(node, [...args, String(port)], { stdio: ["ignore", "ignore", "inherit"] });
  const text = await answered(url, () => child.exitCode === null);
  const firstAnswer = performance.now() - started;
  if (text !== expected) throw new Error(`${args.join(" ")} answered ${text}`);
  return {
    firstAnswer,
    async load(requests, width) {
      const load = [join(here, "load.ts"), url, `${requests}`, `${width}`];
      return requests / (Number(await commands.run(process.execPath, load)) / 1000);
    },
    async rss() {
      return Number(await commands.run("ps", ["-o", "rss=", "-p", String(child.pid)])) / 1000;
    },
    stop: () => commands.end(child),
  };
}

/** Asks until there is an answer. */
async function answered(url: string, isRunning: () => boolean): Promise<string> {
  while (isRunning()) {
    try {
      const response = await fetch(url + request.path, request);
      return await response.text();
    } catch {
      await sleep(5); // it does not listen yet
    }
  }
  throw new Error("the server has ended before its first answer");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
