import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Setting } from "../setting.ts";
import type { Protocol } from "./calls.ts";

/** A server in a process of its own, with an address for each subject. */
export interface Server {
  urls: readonly string[];
  /** Throws unless a request to this address was checked, and right. The server tells it a moment after its answer. */
  demandVerified(url: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer({ commands }: Setting, protocols: readonly Protocol[]): Promise<Server> {
  const args = [join(import.meta.dirname, "server.ts"), JSON.stringify(protocols)];
  const child = commands.start(process.execPath, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [{ ports }] = (await once(child, "message")) as [{ ports: number[] }];
  const verified = new Set<string>();
  const address = (port: number) => `http://127.0.0.1:${port}`;
  child.on("message", (message: { verified: number }) => verified.add(address(message.verified)));
  return {
    urls: ports.map(address),
    async demandVerified(url) {
      for (let waited = 0; !verified.has(url) && waited < 5_000; waited += 10) await sleep(10);
      if (!verified.has(url)) throw new Error(`the server has seen no right request at ${url}`);
    },
    stop: () => commands.end(child),
  };
}
