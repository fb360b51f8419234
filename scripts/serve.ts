import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const command = join(import.meta.dirname, "../packages/mock/dist/command/bin.js");

/** Runs the mocks of all providers until Ctrl-C or SIGTERM; resolves to their exit code. */
export async function serve(): Promise<number> {
  const child = spawn(process.execPath, [command, "all"], { stdio: "inherit" });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  // At a terminal, Ctrl-C reaches the child by itself, and a second one would kill it at once.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  const [code] = await once(child, "exit");
  return code ?? 1;
}
