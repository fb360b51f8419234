import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A registry on loopback, empty at first, which knows no other. */
export interface Registry {
  /** With a slash at its end. */
  readonly url: string;
  /** How many uploads it has accepted. */
  readonly accepted: number;
  /** Lets so many uploads in, and keeps all others waiting. Resolves once they are in and another one waits. */
  holdAfter(uploads: number): Promise<void>;
  /** Turns away those that wait, and lets all others in again. */
  reopen(): void;
  /** What it has of a package: its versions by number, and where its tags point. */
  look(name: string): Promise<Published | undefined>;
  close(): void;
}

export interface Published {
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>;
  /** When each version was published. */
  readonly time: Readonly<Record<string, string>>;
}

/** Starts verdaccio from `modules`, with what is published kept in `folder`. */
export async function startRegistry(modules: string, folder: string): Promise<Registry> {
  const { runServer } = createRequire(join(modules, "verdaccio"))("verdaccio") as {
    runServer(config: object): Promise<Server>;
  };
  const server = await runServer({
    storage: folder,
    self_path: folder,
    configPath: join(folder, "config.yaml"),
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$all" } },
    max_body_size: "50mb",
    log: { type: "stdout", format: "pretty", level: "fatal" },
  });
  const [verdaccio] = server.listeners("request") as ((q: IncomingMessage, a: ServerResponse) => void)[];
  let room = Number.POSITIVE_INFINITY;
  let accepted = 0;
  let waiting: (() => void)[] = [];
  let onChange = () => {};

  server.removeAllListeners("request").on("request", async (request, response) => {
    if (request.method === "PUT") {
      room -= 1;
      if (room < 0) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          onChange();
        });
        request.destroy();
        return;
      }
      response.on("finish", () => {
        if (response.statusCode < 300) accepted += 1;
        onChange();
      });
    }
    verdaccio?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    url,
    get accepted() {
      return accepted;
    },
    holdAfter(uploads) {
      room = uploads;
      const full = accepted + uploads;
      return new Promise((resolve) => {
        onChange = () => {
          if (accepted >= full && waiting.length > 0) resolve();
        };
      });
    },
    reopen() {
      room = Number.POSITIVE_INFINITY;
      for (const turnAway of waiting) turnAway();
      waiting = [];
    },
    async look(name) {
      const response = await fetch(url + name.replace("/", "%2f"));
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`the registry answered ${response.status} for ${name}`);
      return (await response.json()) as Published;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
