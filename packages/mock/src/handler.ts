import type { IncomingMessage, ServerResponse } from "node:http";
import { isBodyless, pauseBetweenBytes, type Sent } from "./answer.ts";
import { type Incoming, type IsUpload, readRequest } from "./incoming.ts";

/** Answers a request that was read; rejects when the mock is closed meanwhile, or its clock throws. */
export type Serve = (incoming: Incoming) => Promise<Sent>;

/** Joins a mock to node:http. */
export function handleWith(serve: Serve, isUpload: IsUpload) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await serve(await readRequest(message, isUpload)));
    } catch {
      response.destroy(); // the client went away, the mock was closed, or its clock throws: nobody is left waiting
    }
  };
}

function send(response: ServerResponse, { status, headers, body = "", delivery }: Sent): void {
  if (delivery === "stall") return;
  if (delivery === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(isBodyless(status) ? "" : body);
  const hasBody = bytes.length > 0;
  const length = isBodyless(status) ? {} : { "content-length": bytes.length };
  response.writeHead(status, { ...headers, ...length });
  if (delivery === "stall-body") response.write(bytes.subarray(0, bytes.length / 2));
  else if (delivery === "slow") trickle(response, bytes);
  else response.end(hasBody ? bytes : undefined);
}

function trickle(response: ServerResponse, bytes: Buffer): void {
  let next = 0;
  const timer = setInterval(() => {
    if (next < bytes.length) response.write(bytes.subarray(next, ++next));
    else response.end();
  }, pauseBetweenBytes);
  response.flushHeaders();
  response.on("close", () => clearInterval(timer));
}
