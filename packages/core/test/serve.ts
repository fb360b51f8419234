import { json, type Received, startServer } from "./server.ts";

export type { Received };
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown };

/** A provider that answers as told until the test ends, and remembers what it was sent. */
export const serve = (answer: (request: Received, index: number) => Reply) =>
  startServer((response, request, count) => {
    const { status, headers, body = "" } = answer(request, count - 1);
    json(response, body, status, headers);
  });
