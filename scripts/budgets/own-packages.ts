/** Our packages as users get them, in a folder of their own. */
import { execFile } from "node:child_process";
import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { packAll, type Tarball } from "../release/pack.ts";
import { root } from "../release/packages.ts";

/** Packs our packages and unpacks them where npm would, with links to what they need of others; gives the tarballs. */
export async function installOwn(modules: string, scratch: string): Promise<Tarball[]> {
  const tarballs = await packAll(scratch);
  for (const { package: published, path } of tarballs) {
    const folder = join(modules, published.name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await promisify(execFile)("tar", ["-xzf", path, "-C", folder, "--strip-components=1"]);
    for (const name of Object.keys(published.dependencies ?? {})) {
      if (name.startsWith("@jobwire/") || published.folder === "mock") continue;
      const link = join(folder, "node_modules", name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(root, "node_modules", name), link);
    }
  }
  return tarballs;
}
