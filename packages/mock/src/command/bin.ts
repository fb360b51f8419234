#!/usr/bin/env node
/** The command `jobwire-mock`. */
import { setFlagsFromString } from "node:v8";
import { providers } from "../bundles.ts";
import { readArguments } from "./arguments.ts";
import { usage, version } from "./usage.ts";
import { UsageError } from "./usage-error.ts";

/** V8 would let the heap grow to 150 MB, of which the mocks keep 25 alive. To stop it takes a fifth of the speed. */
const frugal = ["--semi-space-growth-factor=1", "--heap-growing-percent=20"];

// Nobody is left to be told that standard error is closed.
process.stderr.on("error", () => {});

try {
  process.exit(await main());
} catch (error) {
  const { message } = error as Error;
  process.stderr.write(`jobwire-mock: ${message.replace(/\s+/g, " ")}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  switch (args.task) {
    case "help":
      return print(usage);
    case "version":
      return print(`${version()}\n`);
    case "list":
      return print(
        args.json ? `${JSON.stringify({ type: "list", providers })}\n` : `${providers.join("\n")}\n`,
      );
    case "nothing":
      process.stderr.write(usage);
      return 2;
    case "run": {
      for (const flag of frugal) setFlagsFromString(flag);
      const { run } = await import("./run.ts"); // what checks requests takes a while to load
      return run(args);
    }
  }
}

function print(text: string): Promise<number> {
  return new Promise((resolve) => {
    process.stdout.on("error", () => resolve(0));
    process.stdout.write(text, () => resolve(0));
  });
}
