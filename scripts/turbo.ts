/** Runs tasks by turbo, without its telemetry: `node scripts/turbo.ts build`. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { toolEnvironment } from "./environment.ts";

const root = join(import.meta.dirname, "..");

/** Runs turbo to its end, and gives its exit code. What it prints is passed on, or if quiet, only on failure. */
export async function runTurbo(args: readonly string[], { quiet = false } = {}): Promise<number> {
  const stdio = ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"] as const;
  const options = { cwd: root, env: toolEnvironment, stdio: [...stdio] };
  const child = spawn(join(root, "node_modules/.bin/turbo"), ["run", "--ui=stream", ...args], options);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("close", (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) process.stderr.write(output);
  return code;
}

if (import.meta.main) process.exitCode = await runTurbo(["--output-logs=new-only", ...process.argv.slice(2)]);
