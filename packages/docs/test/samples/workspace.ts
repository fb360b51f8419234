import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "./program.ts";

const root = join(import.meta.dirname, "../../../..");

/** A folder that holds programs as a user's project would: with the packages installed, and nothing else of ours. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
  /** The program's file, by its place in the list. */
  readonly files: readonly string[];
}

/** Writes programs into a folder of their own. */
export async function createWorkspace(programs: readonly Program[]): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-samples-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "video.mp4"), "content of video.mp4"); // which programs upload
  const files = programs.map(({ isTest }, index) => `program-${index}${isTest ? ".test" : ""}.ts`);
  await Promise.all(
    programs.map(({ source }, index) =>
      writeFile(join(folder, files[index] as string), `${source}\nexport {};\n`),
    ),
  );
  return { folder, files, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
