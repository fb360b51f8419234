import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import supported from "../../supported.json" with { type: "json" };
import { calls } from "../calls.ts";
import type { Commands } from "../commands.ts";
import type { Project } from "../project.ts";
import { bundler } from "./bundle.ts";
import { chromium } from "./chromium.ts";
import { processRuntime } from "./process.ts";
import type { Runtime } from "./runtime.ts";
import { workerd } from "./workerd.ts";

/** The runtimes that the packages are for, from the folder that they are installed in. */
export async function allRuntimes(modules: string, scratch: string, commands: Commands): Promise<Runtime[]> {
  const { run } = commands;
  const bundle = bundler(modules, run);
  const { platform, arch } = process;
  const isArm = arch === "arm64";
  /** A name, and the first version number that a command tells of itself. */
  const named = async (name: string, command: string) =>
    `${name} ${(await run(command, ["--version"])).match(/\d+[\d.-]*\d/)?.[0]}`;

  const runtimes: Runtime[] = [];
  for (const major of supported.node) {
    const isThis = process.versions.node.startsWith(`${major}.`);
    const command = isThis ? process.execPath : join(modules, `node${major}-${platform}-${arch}/bin/node`);
    const name = await named("Node", command);
    runtimes.push(processRuntime(`${name}, import`, { command, format: "esm" }, bundle, run));
    runtimes.push(processRuntime(`${name}, require()`, { command, format: "cjs" }, bundle, run));
  }

  const bun = {
    command: join(modules, `@oven/bun-${platform}-${isArm ? "aarch64" : "x64"}/bin/bun`),
    args: () => ["run", "--no-install"],
    format: "esm",
  } as const;
  runtimes.push(processRuntime(await named("Bun", bun.command), bun, bundle, run));

  const deno = {
    command: join(modules, `@deno/${platform}-${arch}-glibc/deno`),
    args: denoArguments,
    format: "esm",
    env: { DENO_DIR: join(scratch, "deno"), DENO_NO_UPDATE_CHECK: "1" },
  } as const;
  runtimes.push(processRuntime(await named("Deno", deno.command), deno, bundle, run));

  const worker = join(modules, `@cloudflare/workerd-${platform}-${isArm ? "arm64" : "64"}/bin/workerd`);
  runtimes.push(workerd(await named("workerd", worker), worker, bundle, commands));
  const browser = await findBrowser();
  runtimes.push(chromium(await named("Chromium", browser), browser, bundle, commands));
  return runtimes;
}

/** A client needs the network and nothing else; what listens reads files and looks at the machine. */
function denoArguments({ package: { folder } }: Project): string[] {
  const permissions = calls[folder]?.serves
    ? ["--allow-net=127.0.0.1", "--allow-read", "--allow-env", "--allow-sys"]
    : ["--allow-net=127.0.0.1"];
  return ["run", "--no-prompt", "--cached-only", ...permissions];
}

async function findBrowser(): Promise<string> {
  for (const name of ["chromium", "google-chrome", "chromium-browser"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return path;
    }
  }
  throw new Error("the rehearsal needs chromium: apt-get install chromium");
}
