import type { Sent } from "./answer.ts";
import type { Serve } from "./handler.ts";
import { type Incoming, maximumBody, splitTarget } from "./incoming.ts";

/** Joins a mock to whoever calls `fetch`: no socket is opened. */
export function fetchWith(serve: Serve): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    const sent = await Promise.race([serve(await toIncoming(request)), aborted(signal)]);
    return toResponse(sent, signal);
  };
}

async function toIncoming(request: Request): Promise<Incoming> {
  const { host, pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  return {
    method: request.method,
    ...splitTarget(pathname + search),
    headers: { host, ...Object.fromEntries(request.headers) },
    body: body.length > maximumBody ? undefined : body,
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function toResponse({ status, headers, body, delivery }: Sent, signal: AbortSignal): Promise<Response> {
  if (delivery === "stall") return aborted(signal);
  if (delivery === "reset") {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
    throw new TypeError("fetch failed", { cause });
  }
  const whole = status === 204 || status === 304 ? null : (body ?? null);
  const content = delivery === undefined || whole === null ? whole : streamed(whole, delivery, signal);
  return new Response(content, { status, headers });
}

/** In ms. */
const pauseBetweenBytes = 100;

function streamed(
  body: string,
  delivery: "slow" | "stall-body",
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  let next = 0;
  return new ReadableStream({
    start(controller) {
      signal.addEventListener("abort", () => controller.error(signal.reason), { once: true });
      if (delivery === "stall-body") controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
    async pull(controller) {
      if (delivery === "stall-body") return aborted(signal).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenBytes));
      if (next < bytes.length) controller.enqueue(bytes.slice(next, ++next));
      else controller.close();
    },
  });
}
