import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export interface Package {
  /** Of the folder under `packages`, such as `cielo24`. */
  folder: string;
  /** Under which it is published, such as `@jobwire/cielo24`. */
  name: string;
  version: string;
  exports: Record<string, string | { types?: string }>;
  dependencies?: Record<string, string>;
}

/** The packages of a repository that are published, in the order of their folders. */
export async function publishedPackages(repository = root): Promise<Package[]> {
  const folders = await readdir(join(repository, "packages"));
  const read = async (folder: string) => {
    const text = await readFile(join(repository, "packages", folder, "package.json"), "utf8");
    return { ...(JSON.parse(text) as Package & { private?: boolean }), folder };
  };
  const all = await Promise.all(folders.sort().map(read));
  return all.filter((found) => !found.private);
}
