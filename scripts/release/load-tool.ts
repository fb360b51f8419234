import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { toolFolder } from "./tool-folder.ts";

/** Loads a package from the tools of a folder beside this file, such as `workflows`. */
export async function loadTool(folder: string, name: string): Promise<unknown> {
  const modules = await toolFolder(folder, async (command, args, { cwd } = {}) => {
    const { stdout } = await promisify(execFile)(command, args, { cwd });
    return stdout;
  });
  return createRequire(join(modules, "index.js"))(name);
}
