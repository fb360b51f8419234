import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Commands } from "./commands.ts";

/** What a call needs to know of the mock that it calls. */
export interface RunningMock {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** The mocks of all providers, run by the command of the installed package. */
export interface Mocks {
  readonly running: ReadonlyMap<string, RunningMock>;
  stop(): Promise<void>;
}

interface Line {
  readonly type: string;
  readonly provider: string;
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/**
 * Starts all mocks of the package that is installed in `project`. With a seed, the same requests get the same answers
 * every time; a request that the provider would refuse gets its error, and fails the call.
 */
export async function startMocks(project: string, commands: Commands): Promise<Mocks> {
  const command = join(project, "node_modules/.bin/jobwire-mock");
  const child = commands.start(command, ["all", "--json", "--seed", "rehearsal"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { providers } = JSON.parse(await commands.run(command, ["--list", "--json"])) as {
    providers: string[];
  };
  const running = new Map<string, RunningMock>();
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`jobwire-mock has ended with ${code}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on("line", (text) => {
      const line = JSON.parse(text) as Line;
      if (line.type === "start") running.set(line.provider, line);
      if (running.size === providers.length) resolve();
    });
  });
  return { running, stop: () => commands.end(child) };
}
