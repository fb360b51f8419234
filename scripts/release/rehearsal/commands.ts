import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export type Run = Commands["run"];

interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** In ms. Default: 15 minutes. */
  timeout?: number;
}

/** A command has failed. The message is what it printed. */
export class CommandError extends Error {
  override name = "CommandError";
}

/**
 * The processes of a rehearsal. Each leads a group of its own, so that what it has started in turn, as npm does,
 * ends with it.
 */
export class Commands {
  readonly #running = new Set<ChildProcess>();
  readonly #environment: NodeJS.ProcessEnv;
  #stopped = false;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  /** Starts a process that is ended by `end`, or by `endAll`. */
  start(command: string, args: readonly string[], { env, ...options }: SpawnOptions): ChildProcess {
    if (this.#stopped) throw new CommandError(`${command}: the rehearsal was stopped`);
    const child = spawn(command, args, {
      ...options,
      env: { ...this.#environment, ...env },
      detached: true,
    });
    this.#running.add(child);
    child.on("error", () => this.#running.delete(child)); // could not be started; "close" follows
    child.on("exit", () => this.#running.delete(child));
    return child;
  }

  /** Runs a command to its end and gives what it wrote to standard output. Throws a `CommandError`. */
  run = async (command: string, args: readonly string[], options: RunOptions = {}): Promise<string> => {
    const { timeout = 900_000, ...rest } = options;
    const child = this.start(command, args, { ...rest, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let all = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      all += text;
    });
    const timer = setTimeout(() => {
      all += `\nstill running after ${timeout / 1000} s`;
      signal(child, "SIGKILL");
    }, timeout);
    try {
      const [code] = await once(child, "close");
      if (code === 0) return stdout;
    } catch (error) {
      all += error; // it could not be started
    } finally {
      clearTimeout(timer);
    }
    throw new CommandError(all.trim() || `${command} ${args.join(" ")} failed without a word`);
  };

  /** Kills a process and what it has started. */
  async end(child: ChildProcess): Promise<void> {
    if (!this.#running.has(child)) return;
    const exited = once(child, "exit");
    signal(child, "SIGKILL");
    await exited;
  }

  /** Ends every process, and lets none begin. Those that have groups below their own, as turbo, end these. */
  async endAll(): Promise<void> {
    this.#stopped = true;
    const left = [...this.#running];
    await Promise.all(
      left.map(async (child) => {
        let isThere = signal(child, "SIGTERM");
        for (let waited = 0; isThere && waited < 5_000; waited += 50) {
          await sleep(50);
          isThere = signal(child, 0);
        }
        if (isThere) signal(child, "SIGKILL");
      }),
    );
  }
}

/** Sends a signal to a process and its group; 0 only asks. Whether anyone is there. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
