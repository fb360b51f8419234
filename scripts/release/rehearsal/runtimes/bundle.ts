import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Run } from "../commands.ts";
import type { Project } from "../project.ts";

/** Makes a program of one file and gives its path. `main` is its source, which finds the call in `./call.ts`. */
export type Bundle = (
  project: Project,
  main: string,
  file: string,
  flags: readonly string[],
) => Promise<string>;

/** Bundles with esbuild from `modules`, each program once. */
export function bundler(modules: string, run: Run): Bundle {
  const made = new Map<string, Promise<string>>();
  const make: Bundle = async ({ folder }, main, file, flags) => {
    const source = join(folder, `main-${file}`);
    await writeFile(source, main);
    const esbuild = join(modules, "esbuild/bin/esbuild");
    const own = ["--bundle", `--outfile=${file}`, "--log-level=error", "--log-limit=1", "--color=false"];
    await run(process.execPath, [esbuild, source, ...own, ...flags], { cwd: folder });
    return join(folder, file);
  };
  return (project, main, file, flags) => {
    const path = join(project.folder, file);
    const program = made.get(path) ?? make(project, main, file, flags);
    made.set(path, program);
    return program;
  };
}
