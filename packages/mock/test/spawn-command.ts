import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../src/command/bin.ts", import.meta.url));

/** The command as it runs, and what it has printed. */
export interface Spawned {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code; a signal's name if one has ended it. */
  readonly exit: Promise<number | string>;
  /** Resolves to what the pattern finds on standard output, once it does. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
}

const running = new Set<ChildProcess>();

/** Runs `jobwire-mock` with these arguments. */
export function spawnCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Spawned {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  running.add(child);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
    });
  }
  const exit = once(child, "close").then(([code, signal]): number | string => {
    running.delete(child);
    return code ?? signal;
  });
  return {
    process: child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    exit,
    async printed(pattern) {
      for (;;) {
        const found = text.stdout.match(pattern);
        if (found) return found;
        if (child.exitCode !== null)
          throw new Error(`ended without ${pattern}:\n${text.stdout}${text.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

/** Ends what a failed test has left. */
export function killSpawned(): void {
  for (const child of running) child.kill("SIGKILL");
}
