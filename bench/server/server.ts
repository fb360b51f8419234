/**
 * A process that serves some protocols, each on as many ports as it has subjects: `server.ts '["tc3", …]'`. It sends its
 * parent the ports, in that order. The first request to each port is checked in full, and what is wrong with it is its
 * answer, with status 400; later ones are only answered. It tells its parent the port of each that was right.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { call, type Protocol } from "./calls.ts";
import { check } from "./checks.ts";

const protocols = JSON.parse(process.argv[2] ?? "[]") as Protocol[];
process.on("disconnect", () => process.exit());
process.send?.({ ports: await Promise.all(protocols.map(serve)) });

function serve(protocol: Protocol): Promise<number> {
  const { answer, method } = call[protocol];
  let isChecked = false;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      try {
        if (!isChecked) {
          const { method: verb = "", url: target = "", headers } = request;
          check(protocol, { method: verb, target, headers, body });
          isChecked = true;
          process.send?.({ verified: port() });
        }
        if (request.method !== method) throw new Error(`the method is ${request.method}`);
      } catch (error) {
        process.stderr.write(`refused a call of ${protocol}: ${(error as Error).message}\n`); // not all clients show it
        response.writeHead(400, { "content-type": "text/plain" }).end(String(error));
        return;
      }
      if (answer === "") response.writeHead(204).end();
      else response.writeHead(200, { "content-type": "application/json" }).end(answer);
    });
  });
  const port = () => (server.address() as AddressInfo).port;
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(port()));
  });
}
