import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import type { Commands } from "../commands.ts";
import type { RunningMock } from "../mocks.ts";
import type { Bundle } from "./bundle.ts";
import { answerOf, type Outcome, outcomeOf, patience, type Runtime } from "./runtime.ts";

/** Where the page is. No provider has such a path. */
const path = "/rehearsal";

const main = `
  import { call } from "./call.ts";
  ${outcomeOf("mock")}.then(tell);
`;

const page = (mock: RunningMock) => `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<script>
  const tell = (outcome) => fetch("${path}/outcome", { method: "POST", body: JSON.stringify(outcome) });
  addEventListener("error", ({ message }) => tell({ failure: message }), true);
  const mock = { ...${JSON.stringify(mock)}, url: location.origin };
</script>
<script type="module" src="${path}/page.js"></script>
`;

const flags = [
  "--headless",
  "--no-sandbox", // it opens our own page only, and as root or in a container it would not start otherwise
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--remote-debugging-port=0", // keeps it open once the page has loaded
];

/**
 * A browser with a page for each package. The mocks send no CORS headers, as the providers do not, so the page and
 * the mock are served at one origin.
 */
export function chromium(name: string, command: string, bundle: Bundle, commands: Commands): Runtime {
  return {
    name,
    serves: false,
    async call(project, mock) {
      const script = await bundle(project, main, "page.js", ["--format=esm", "--platform=browser"]);
      const { server, outcome } = await servePage(page(mock), await readFile(script, "utf8"), mock.url);
      const { port } = server.address() as AddressInfo;
      const own = [`--user-data-dir=${join(project.folder, "chromium")}`, `http://127.0.0.1:${port}${path}`];
      const child = commands.start(command, [...flags, ...own], { stdio: "ignore" });
      const timer = new AbortController();
      try {
        const ended = once(child, "exit", { signal: timer.signal }).then(() => {
          throw new Error("Chromium has ended before the page was done");
        });
        const late = once(AbortSignal.timeout(patience), "abort", { signal: timer.signal }).then(() => {
          throw new Error(`the page was not done after ${patience / 1000} s`);
        });
        return answerOf(await Promise.race([outcome, ended, late]));
      } finally {
        timer.abort();
        await commands.end(child);
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Serves the page and its script, takes its outcome, and passes everything else on to the mock. */
async function servePage(html: string, script: string, mock: string) {
  let resolve: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((settle) => {
    resolve = settle;
  });
  const send = (response: ServerResponse, type: string, body: string) =>
    response.setHeader("content-type", type).end(body);
  const server: Server = createServer(async (incoming, response) => {
    if (incoming.url === path) send(response, "text/html", html);
    else if (incoming.url === `${path}/page.js`) send(response, "text/javascript", script);
    else if (incoming.url === `${path}/outcome`) {
      resolve((await json(incoming)) as Outcome);
      response.end();
    } else passOn(incoming, response, mock);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, outcome };
}

/** Signatures hold for the host that the browser has sent, so that goes on unchanged. */
function passOn(incoming: IncomingMessage, response: ServerResponse, mock: string): void {
  const { method, headers, url } = incoming;
  const { hostname, port } = new URL(mock);
  const outgoing = request({ hostname, port, path: url, method, headers });
  outgoing.on("error", (error) => response.destroy(error));
  outgoing.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  incoming.pipe(outgoing);
}
