import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Run } from "./rehearsal/commands.ts";

/**
 * The `node_modules` of a folder beside this file, installed by its lock file unless it is there already. These
 * tools are too large to come with every install of the repository.
 */
export async function toolFolder(name: string, run: Run): Promise<string> {
  const cwd = join(import.meta.dirname, name);
  const [locked, there] = await Promise.all([
    modified(join(cwd, "package-lock.json")),
    modified(join(cwd, "node_modules/.package-lock.json")),
  ]);
  if (there < locked) {
    const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    await run("npm", ["ci", ...quiet], { cwd });
  }
  return join(cwd, "node_modules");
}

/** In ms since 1970; 0: there is no such file. */
async function modified(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
