import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import type * as Zlib from "node:zlib";
import { BodyTooLarge } from "../exchange/exchange.ts";
import { load } from "./modules.ts";

/** The codings that are asked for. */
export const acceptedCodings = "gzip, deflate, br";

/** More of them, one upon another, are an attack. */
const mostCodings = 4;

/** The codings of an answer in the order in which they were applied; undefined: none. */
export function codingsOf({ headers }: IncomingMessage): string[] | undefined {
  const value = headers["content-encoding"];
  if (value === undefined) return undefined;
  const names = value.toLowerCase().split(/[\s,]+/);
  const codings = names.filter((name) => name !== "" && name !== "identity");
  return codings.length > 0 ? codings : undefined;
}

/** How to undo one coding: piece by piece, and all at once. */
interface Decoder {
  create(): Transform;
  decode(bytes: Buffer, options: { maxOutputLength: number }): Buffer;
}

/**
 * What undoes codings, the last one first. `first` is the first byte of the body. Rejects where one of them is
 * not known.
 */
async function decodersOf(codings: readonly string[], first: number): Promise<Decoder[]> {
  const zlib = await load("node:zlib");
  if (codings.length > mostCodings) throw new Error(`the answer is encoded ${codings.length} times`);
  // The byte is that of the coding that was applied last.
  return codings.toReversed().map((coding, i) => decoderOf(zlib, coding, i === 0 ? first : undefined));
}

function decoderOf(zlib: typeof Zlib, coding: string, first: number | undefined): Decoder {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return { create: zlib.createGunzip, decode: zlib.gunzipSync };
    case "br":
      return { create: zlib.createBrotliDecompress, decode: zlib.brotliDecompressSync };
    case "deflate":
      // Some servers leave out the wrapper, whose first byte says "deflate" in its lower half.
      if (first !== undefined && (first & 15) !== 8) {
        return { create: zlib.createInflateRaw, decode: zlib.inflateRawSync };
      }
      return { create: zlib.createInflate, decode: zlib.inflateSync };
    case "zstd":
      // It is not asked for, since Node has it only from 22.15 on; but a caller may ask.
      if (zlib.createZstdDecompress) {
        return { create: zlib.createZstdDecompress, decode: zlib.zstdDecompressSync };
      }
  }
  throw new Error(`the answer's content-encoding ${JSON.stringify(coding)} is not known`);
}

/** A whole body without its codings. For a small one this is a third less work than to stream it. */
export async function decodeWhole(bytes: Buffer, codings: readonly string[], limit: number): Promise<Buffer> {
  const first = bytes[0];
  // An answer to HEAD, or a 304, names the coding of a body that it has not.
  if (first === undefined) return bytes;
  const decoders = await decodersOf(codings, first);
  try {
    return decoders.reduce((result, { decode }) => decode(result, { maxOutputLength: limit }), bytes);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? new BodyTooLarge() : error;
  }
}

/** A body without its codings, as it comes. */
export async function decodeStream(answer: IncomingMessage, codings: readonly string[]): Promise<Readable> {
  const first = await firstByte(answer);
  if (first === undefined) return answer;
  const decoders = await decodersOf(codings, first);
  return decoders.reduce<Readable>((body, { create }) => follow(body, create()), answer);
}

/** Passes a body through one step more, which fails with it. */
function follow(source: Readable, step: Transform): Readable {
  source.on("error", (error) => step.destroy(error));
  return source.pipe(step);
}

/** Looks at the first byte of a body; undefined: it is empty. */
function firstByte(body: IncomingMessage): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    if (body.destroyed) {
      reject(body.errored);
      return;
    }
    const look = () => {
      const chunk = body.read() as Buffer | null;
      if (!chunk && !body.readableEnded) return;
      body.off("readable", look).off("end", look).off("error", reject);
      if (chunk) body.unshift(chunk);
      resolve(chunk?.[0]);
    };
    body.on("readable", look).on("end", look).on("error", reject);
  });
}
