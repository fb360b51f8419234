/** Compiles the package in the working folder: `node ../../scripts/compile.ts`; further arguments are for tsc. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

// What a removed source once became must not be packed.
await rm("dist", { recursive: true, force: true });
const tsc = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
/**
 * What only Node loads is a project of its own, so that nothing else can use what only Node has. It comes first, since
 * it declares again what it imports, by the types of Node.
 */
const projects = ["src/node", "."].filter((project) => existsSync(join(project, "tsconfig.json")));
for (const project of projects) {
  const command = [tsc, "-p", project, ...process.argv.slice(2)];
  process.exitCode ||= spawnSync(process.execPath, command, { stdio: "inherit" }).status ?? 1;
}
