import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Package } from "../packages.ts";
import type { Run } from "./commands.ts";
import type { Registry } from "./registry.ts";

/** A project that has nothing but one of our packages, and code that calls it. */
export interface Project {
  readonly package: Package;
  readonly folder: string;
}

const scope = "@jobwire/";

/** Makes an empty project and installs a package in it, by its name alone, from the registry. */
export async function createProject(
  pkg: Package,
  { folder, registry, run }: { folder: string; registry: Registry; run: Run },
): Promise<Project> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(join(folder, ".npmrc"), `${scope.slice(0, -1)}:registry=${registry.url}\n`);
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", pkg.name], { cwd: folder });
  const installed = await readFile(join(folder, "node_modules", pkg.name, "package.json"), "utf8");
  const { version } = JSON.parse(installed) as { version: string };
  if (version !== pkg.version) throw new Error(`npm has installed ${version} in place of ${pkg.version}`);
  await expectOurs(folder, registry);
  await copyFile(join(import.meta.dirname, "calls", `${pkg.folder}.ts`), join(folder, "call.ts"));
  return { package: pkg, folder };
}

/** Every package of ours must be the very tarball that the registry has. */
async function expectOurs(folder: string, registry: Registry): Promise<void> {
  const lock = JSON.parse(await readFile(join(folder, "node_modules/.package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; integrity: string }>;
  };
  for (const [path, { version, integrity }] of Object.entries(lock.packages)) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!name.startsWith(scope)) continue;
    const published = (await registry.look(name))?.versions[version]?.dist.integrity;
    if (published !== integrity) throw new Error(`${name}@${version} did not come from the registry`);
  }
}
