import { expected, expectMembers, expectNumber } from "./expect.ts";
import type { MockOptions } from "./mock.ts";

const names = [
  "port",
  "host",
  "credentials",
  "delay",
  "seed",
  "now",
  "onRequest",
] satisfies (keyof MockOptions)[];

/** Throws where an option is unknown or has a value that cannot be used. */
export function checkOptions(options: MockOptions): void {
  if (typeof options !== "object" || options === null) throw expected("options", "an object", options);
  expectMembers("options", options, names);
  const { port, host, delay, seed, now, onRequest } = options;
  if (port !== undefined) expectNumber("port", port, { least: 0, most: 65535, integer: true });
  if (host !== undefined && (typeof host !== "string" || host === "")) {
    throw expected("host", "an address or a name", host);
  }
  if (delay !== undefined) expectNumber("delay", delay, { least: 0, most: 2 ** 31 - 1 });
  if (seed !== undefined && typeof seed !== "string" && typeof seed !== "number") {
    throw expected("seed", "a string or a number", seed);
  }
  for (const [name, value] of Object.entries({ now, onRequest })) {
    if (value !== undefined && typeof value !== "function") throw expected(name, "a function", value);
  }
}
