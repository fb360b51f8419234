import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const inside = join(import.meta.dirname, "../interop");

/**
 * The `node_modules` of a folder under `interop`, installed by its lock file unless it is there already. These
 * packages are too large to come with every install of the repository.
 */
export async function installed(folder: string): Promise<string> {
  const cwd = join(inside, folder);
  const [locked, there] = await Promise.all([
    modified(join(cwd, "package-lock.json")),
    modified(join(cwd, "node_modules/.package-lock.json")),
  ]);
  if (there < locked) {
    const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    await promisify(execFile)("npm", ["ci", ...quiet], { cwd });
  }
  return join(cwd, "node_modules");
}

/** In ms since 1970; 0: there is no such file. */
async function modified(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
