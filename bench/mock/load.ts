/** A client in a process of its own: `node load.ts <url> <requests> <width>` prints how long it took, in ms. */
import { Agent, request as httpRequest } from "node:http";
import { expected, request } from "./request.ts";

const [url = "", requests = "", width = ""] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(width) });
let left = Number(requests);

const start = performance.now();
await Promise.all(Array.from({ length: Number(width) }, work));
process.stdout.write(String(performance.now() - start));
agent.destroy();

async function work(): Promise<void> {
  while (left-- > 0) await ask();
}

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, path, headers } = request;
    const sent = httpRequest(url + path, { method, headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 200 && text === expected) resolve();
        else reject(new Error(`answered ${response.statusCode} ${text}`));
      });
    });
    sent.on("error", reject).end();
  });
}
