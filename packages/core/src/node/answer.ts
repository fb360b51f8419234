import type { ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { type AnswerHeaders, BodyTooLarge, type Exchanged } from "../exchange/exchange.ts";
import { collect, decodeText } from "./collect.ts";
import { codingsOf, decodeStream, decodeWhole } from "./content-coding.ts";
import { MessageHeaders } from "./message-headers.ts";
import type { Watch } from "./watch.ts";

/** A compressed body of so many bytes, that is here as a whole, is decompressed at once. */
const smallBody = 16_384;
/** Unless it could become larger than this: nothing else would run meanwhile. In bytes; the default limit is less. */
const largestAtOnce = 128 * 1024 * 1024;

/** An answer that came by `node:http`. */
export class Answer implements Exchanged {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  readonly #request: ClientRequest;
  readonly #message: IncomingMessage;
  readonly #watch: Watch;
  readonly #codings: readonly string[] | undefined;
  #body: Readable;

  constructor(request: ClientRequest, message: IncomingMessage, watch: Watch) {
    this.status = message.statusCode ?? 0;
    this.statusText = message.statusMessage ?? "";
    this.headers = new MessageHeaders(message.headers);
    this.#request = request;
    this.#message = message;
    this.#watch = watch;
    this.#codings = codingsOf(message);
    this.#body = message;
  }

  text(limit: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#watch;
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      this.#watch.fail = reject;
      const fail = (error: unknown) => {
        reject(this.#explain(error));
        this.#giveUp();
      };
      const finish = (bytes: Buffer) => {
        try {
          resolve(decodeText(bytes));
          this.#over();
        } catch (error) {
          fail(error); // longer than a string can be
        }
      };
      const message = this.#message;
      const codings = this.#codings;
      if (!codings) {
        // That of an answer to HEAD is the length of a body that it has not.
        const length = this.#request.method === "HEAD" ? 0 : Number(message.headers["content-length"]);
        if (length > limit) fail(new BodyTooLarge());
        else collect(message, limit, fail, finish);
      } else if (
        message.complete &&
        message.readableLength <= smallBody &&
        limit >= 1 &&
        limit <= largestAtOnce
      ) {
        collect(message, smallBody, fail, (bytes) => decodeWhole(bytes, codings, limit).then(finish, fail));
      } else {
        this.#decode(codings).then((body) => collect(body, limit, fail, finish), fail);
      }
    });
  }

  stream(): ReadableStream<Uint8Array> {
    let chunks: AsyncIterator<Buffer> | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const { signal } = this.#watch;
          if (signal.aborted) controller.error(signal.reason);
          this.#watch.fail = (reason) => controller.error(reason);
        },
        pull: async (controller) => {
          try {
            chunks ??= (this.#codings ? await this.#decode(this.#codings) : this.#body)[
              Symbol.asyncIterator
            ]();
            const { done, value } = await chunks.next();
            if (!done) {
              controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
              return;
            }
            this.#over();
            controller.close();
          } catch (error) {
            const explained = this.#explain(error);
            this.#giveUp();
            throw explained;
          }
        },
        cancel: () => this.#giveUp(),
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#over();
  }

  async #decode(codings: readonly string[]): Promise<Readable> {
    this.#body = await decodeStream(this.#message, codings);
    return this.#body;
  }

  /** Nothing more is wanted. The connection is kept where that takes no waiting. */
  #over(): void {
    this.#watch.end();
    const message = this.#message;
    // Neither the rest of a request that is answered already is sent, nor the rest of an answer read.
    if (!message.complete || !this.#request.writableFinished) this.#giveUp();
    else if (!message.readableEnded) message.unpipe().resume();
  }

  #giveUp(): void {
    this.#watch.end();
    this.#body.destroy();
    this.#request.destroy();
  }

  /** Says in what the body failed. */
  #explain(error: unknown): unknown {
    const { signal, cause } = this.#watch;
    if (signal.aborted) return signal.reason;
    const { code = "", message = "" } = (error ?? {}) as NodeJS.ErrnoException;
    if (decompression.test(code)) {
      return withCode(`the answer is no valid ${this.#codings?.join(", ")}: ${message}`, code);
    }
    if (error && code !== "ECONNRESET" && code !== "ERR_STREAM_PREMATURE_CLOSE") return error;
    return cause ?? withCode("the connection was closed before the end of the answer", "ECONNRESET");
  }
}

/** The codes of the errors of zlib, Brotli and Zstandard. */
const decompression = /^(Z_|ERR__|ZSTD_)/;

function withCode(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
