import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { type Incoming, readRequest } from "./incoming.ts";
import type { RecordedRequest } from "./mock.ts";
import type { Responder } from "./responder.ts";

/** Joins a responder to node:http, and tells of every request that was answered. */
export function handleWith(respond: Responder, record: (request: RecordedRequest) => void) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    let incoming: Incoming;
    try {
      incoming = await readRequest(message);
    } catch {
      return; // the client went away, and nobody waits for an answer
    }
    const { operation, answer } = await respond(incoming);
    const { method, headers, body = "" } = incoming;
    const { status, violations } = answer;
    record({ operation, method, path: message.url ?? "/", headers, body, status, violations });
    send(response, answer);
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}
