import { isBodyless, pauseBetweenBytes, type Sent } from "./answer.ts";
import type { Serve } from "./handler.ts";
import { type Head, type Incoming, type IsUpload, splitTarget } from "./incoming.ts";
import { ReceivedBody } from "./received-body.ts";

/** Joins a mock to whoever calls `fetch`: no socket is opened. `closed` is aborted when the mock is closed. */
export function fetchWith(serve: Serve, isUpload: IsUpload, closed: AbortSignal): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    if (closed.aborted) throw isClosed();
    const { ended, forget } = endOf(request.signal, closed);
    const answer = toIncoming(request, isUpload).then(serve, () => ended);
    const sent = await Promise.race([answer, ended]);
    if (sent.delivery === undefined) forget();
    return toResponse(sent, ended);
  };
}

async function toIncoming(request: Request, isUpload: IsUpload): Promise<Incoming> {
  const { host, pathname, search } = new URL(request.url);
  const head: Head = {
    method: request.method,
    ...splitTarget(pathname + search),
    headers: { host, ...Object.fromEntries(request.headers) },
  };
  const received = new ReceivedBody(isUpload(head));
  if (request.body) for await (const chunk of chunksOf(request.body)) received.add(chunk);
  return { ...head, ...received.taken() };
}

/** Not every runtime's types know that a stream of the web can be iterated. */
function chunksOf(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return stream as unknown as AsyncIterable<Uint8Array>;
}

/** Rejects when the caller gives up, or when the mock is closed; the latter is forgotten when there is an answer. */
function endOf(signal: AbortSignal, closed: AbortSignal): { ended: Promise<never>; forget: () => void } {
  const { promise: ended, reject } = rejectable();
  const close = () => reject(isClosed());
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  closed.addEventListener("abort", close, { once: true });
  return { ended, forget: () => closed.removeEventListener("abort", close) };
}

/** A promise that nobody has to wait for. */
function rejectable(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejects) => {
    reject = rejects;
  });
  promise.catch(() => {});
  return { promise, reject };
}

const isClosed = () => failure("ECONNREFUSED", "the mock is closed");

/** As Node's `fetch` fails. */
function failure(code: string, message: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

async function toResponse(
  { status, headers, body, delivery }: Sent,
  ended: Promise<never>,
): Promise<Response> {
  if (delivery === "stall") return ended;
  if (delivery === "reset") throw failure("ECONNRESET", "read ECONNRESET");
  const whole = isBodyless(status) ? null : (body ?? null);
  const content = delivery === undefined || whole === null ? whole : streamed(whole, delivery, ended);
  return new Response(content, { status, headers });
}

function streamed(
  body: string,
  delivery: "slow" | "stall-body",
  ended: Promise<never>,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  let next = 0;
  return new ReadableStream({
    start(controller) {
      ended.catch((reason) => controller.error(reason));
      if (delivery === "stall-body") controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
    async pull(controller) {
      if (delivery === "stall-body") return ended.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenBytes));
      if (next < bytes.length) controller.enqueue(bytes.slice(next, ++next));
      else controller.close();
    },
  });
}
