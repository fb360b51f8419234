import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Sent } from "./answer.ts";

/** Headers may have so many bytes: tokens of Huawei have up to 100,000. */
export const maxHeaderSize = 256 * 1024;

/** Answers what is no HTTP request at all, so that node:http has made none of it. */
export function answerMalformed(socket: Duplex, { status, headers, body = "" }: Sent): void {
  if (!socket.writable) return void socket.destroy();
  const lines = Object.entries({
    ...headers,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** What is wrong, from what node:http says. Undefined: the client went away. */
export function malformation(error: NodeJS.ErrnoException): string | undefined {
  if (error.code === "HPE_HEADER_OVERFLOW")
    return `expected at most ${maxHeaderSize} bytes of headers, got more`;
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return "expected a whole request, got a part of one";
  return error.code?.startsWith("HPE_") ? `expected an HTTP request: ${error.message}` : undefined;
}
