/** Runs the programs that the command line names, and tells of each in a line: `run {…}`. */
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { resultStyle } from "../../src/reference/samples/typescript.ts";
import { closeMocks, takeRequests } from "./providers-at-hand.ts";

/** A program that waits for longer hangs. */
const patience = 60_000;

let output = "";
globalThis.console.log = (...values: unknown[]) => {
  output += `${values.map((value) => (typeof value === "string" ? value : inspect(value, resultStyle))).join(" ")}\n`;
};

for (const file of process.argv.slice(2)) {
  output = "";
  const error = await Promise.race([attempt(file), hanging()]);
  const run = { file: basename(file), error, output, requests: takeRequests() };
  process.stdout.write(`run ${JSON.stringify(run)}\n`);
}
await closeMocks();
process.exit(0);

async function attempt(file: string): Promise<string | undefined> {
  try {
    await import(pathToFileURL(file).href);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  }
}

function hanging(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`still runs after ${patience / 1000} s`), patience).unref();
  });
}
