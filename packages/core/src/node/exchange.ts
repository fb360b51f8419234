import type { Exchange, Exchanged, SentRequest } from "../exchange/exchange.ts";
import { Answer } from "./answer.ts";
import { type Content, contentOf } from "./content.ts";
import { closeIdle, isStale, noteIdleTime } from "./pool.ts";
import { headerList } from "./request-headers.ts";
import { findTarget, knownTarget, type Target } from "./route.ts";
import { upload } from "./upload.ts";
import { Watch } from "./watch.ts";

/**
 * Sends requests by `node:http` and `node:https`: at less than half of what Node's `fetch` costs, which it never
 * loads. Sockets are kept per origin; the proxies are those of the environment.
 */
export const exchange: Exchange = async (request, signal) => {
  const target = knownTarget(request.url) ?? (await findTarget(request.url));
  signal.throwIfAborted();
  return send(request, contentOf(request.body), target, signal);
};

const unanswered = "the connection was closed without an answer";

function send(
  request: SentRequest,
  content: Content,
  { route, path }: Target,
  signal: AbortSignal,
): Promise<Exchanged> {
  const headers = headerList(request, content, route.headers);
  const options = { ...route.options, method: request.method, path, headers, tunnelSignal: signal };
  return new Promise((resolve, reject) => {
    const watch = new Watch(signal, reject);
    const fail = (error: unknown) => {
      watch.end();
      reject(error);
    };

    function attempt(mayRepeat: boolean): void {
      let answered = false;
      const sent = route.module.request(options, (message) => {
        answered = true;
        noteIdleTime(message);
        resolve(new Answer(sent, message, watch));
      });
      watch.request = sent;
      sent.on("error", (error) => {
        if (answered) {
          watch.cause ??= error;
        } else if (mayRepeat && !signal.aborted && isStale(sent, error)) {
          // Those that were idle for longer are no better.
          closeIdle(route.options.agent);
          attempt(false);
        } else {
          fail(explained(error));
        }
      });
      sent.on("close", () => {
        // After an error this changes nothing. There is none when the server switches protocols unasked.
        if (!answered && watch.request === sent) fail(new Error(unanswered));
      });
      const onError = (error: unknown) => {
        watch.cause ??= error as Error;
        fail(error instanceof Error ? explained(error) : error);
        sent.destroy();
      };
      upload(sent, content, request.headers["content-length"], onError, request.onSent);
    }

    try {
      attempt(request.repeatable === true && isReplayable(content));
    } catch (error) {
      fail(error); // a header that cannot be sent
    }
  });
}

/** A stream is used up by its first attempt. */
function isReplayable({ data, size }: Content): boolean {
  return data === undefined || size !== undefined;
}

/** Makes Node's error say what happened. */
function explained(error: Error): Error {
  if (error.message === "socket hang up") return Object.assign(error, { message: unanswered });
  // Where a host has several addresses, it tells neither the call that failed nor a message.
  if (!(error instanceof AggregateError)) return error;
  const message = error.errors.map((each: Error) => each.message).join("; ");
  return Object.assign(error, { message, syscall: "connect" });
}
