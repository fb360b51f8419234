import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Commands } from "../commands.ts";
import type { Bundle } from "./bundle.ts";
import { answerOf, type Outcome, outcomeOf, patience, type Runtime } from "./runtime.ts";

/** The worker makes the call when it is asked to, since it may send nothing before. */
const main = `
  import { call } from "./call.ts";
  export default {
    fetch: async (request) => Response.json(await ${outcomeOf("await request.json()")}),
  };
`;

const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "call", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      compatibilityFlags = ["no_nodejs_compat_v2"],
      globalOutbound = "loopback"
    )),
    (name = "loopback", network = (allow = ["127.0.0.0/8"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "call")]
);
`;

/** The runtime of Cloudflare's workers, without what Node has. It reaches loopback alone. */
export function workerd(name: string, command: string, bundle: Bundle, commands: Commands): Runtime {
  return {
    name,
    serves: false,
    async call(project, mock) {
      await bundle(project, main, "worker.js", ["--format=esm", "--conditions=workerd,worker,browser"]);
      await writeFile(join(project.folder, "config.capnp"), config);
      const child = commands.start(command, ["serve", "config.capnp", "--control-fd=3"], {
        cwd: project.folder,
        stdio: ["ignore", "ignore", "pipe", "pipe"],
      });
      try {
        // The types know the first three streams, and a fourth only as it may be.
        const [, , errors, control] = child.stdio as unknown as Readable[];
        if (!errors || !control) throw new Error("workerd was started without its pipes");
        const failed = text(errors).then((said) => {
          throw new Error(said || "workerd has ended without a word");
        });
        failed.catch(() => {}); // it is ended below
        const [event] = await Promise.race([once(control, "data"), failed]);
        const { port } = JSON.parse(String(event)) as { port: number };
        const signal = AbortSignal.timeout(patience);
        const body = JSON.stringify(mock);
        const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, signal });
        return answerOf((await response.json()) as Outcome);
      } finally {
        await commands.end(child);
      }
    },
  };
}
