import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { atTerminal } from "./signals.ts";
import { UsageError } from "./usage-error.ts";

/** A command that runs beside the mocks, on the same terminal. */
export interface Child {
  /** Its exit code; 128 and the signal's number when a signal ended it. Rejects when it cannot be started. */
  readonly ended: Promise<number>;
  pass(signal: NodeJS.Signals): void;
  kill(): void;
}

/** Starts a command with these variables added to its environment. */
export function startChild(
  [name, ...args]: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>>,
): Child {
  const child = spawn(name, args, { stdio: "inherit", env: { ...process.env, ...variables } });
  return {
    ended: endOf(child, name),
    pass(signal) {
      // A terminal has sent Ctrl-C to it already, and many commands take a second one as impatience.
      if (signal !== "SIGINT" || !atTerminal) child.kill(signal);
    },
    kill: () => child.kill("SIGKILL"),
  };
}

function endOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("exit", (code, signal) => resolve(code ?? codeOf(signal)));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const what = `cannot run ${JSON.stringify(name)}`;
      if (error.code !== "ENOENT") reject(new UsageError(`${what}: ${error.message}`));
      else reject(new UsageError(`${what}: there is no such command; is it installed, and on PATH?`));
    });
  });
}

/** What a shell makes of a signal. */
export function codeOf(signal: NodeJS.Signals | null): number {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** Where the mocks are, by the names of variables. */
export function variablesOf(
  mocks: readonly { readonly provider: string; readonly url: string }[],
): Record<string, string> {
  const named = mocks.map(({ provider, url }) => [
    `JOBWIRE_MOCK_${provider.toUpperCase().replaceAll("-", "_")}_URL`,
    url,
  ]);
  const [only] = mocks.length === 1 ? mocks : [];
  return { ...Object.fromEntries(named), ...(only && { JOBWIRE_MOCK_URL: only.url }) };
}
