/** Compiles the package in the working folder: `node ../../scripts/compile.ts`. */
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";

// What a removed source once became must not be packed.
await rm("dist", { recursive: true, force: true });
const tsc = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
process.exitCode = spawnSync(process.execPath, [tsc, "-p", "."], { stdio: "inherit" }).status ?? 1;
