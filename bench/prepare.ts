/** Installs and builds what is measured: in this folder, out of git. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installOwn } from "../scripts/budgets/own-packages.ts";
import { loadTool } from "../scripts/release/load-tool.ts";
import type { Tarball } from "../scripts/release/pack.ts";
import { root } from "../scripts/release/packages.ts";
import type { Commands } from "../scripts/release/rehearsal/commands.ts";
import { toolFolder } from "../scripts/release/tool-folder.ts";

const here = import.meta.dirname;

/** Installs those that we are compared with, packs and unpacks ours, and has hey-api's client generated. */
export async function prepare({ run }: Commands, scratch: string): Promise<Tarball[]> {
  const modules = await toolFolder("../../bench", run);
  const tarballs = await installOwn(modules, scratch);
  await generateHeyApi(modules, join(scratch, "hey-api"));
  return tarballs;
}

/** As much of esbuild and of @hey-api/openapi-ts as is used here. */
interface Esbuild {
  build(options: object): Promise<unknown>;
}
interface HeyApi {
  createClient(config: object): Promise<unknown>;
}

/** Writes what openapi-ts makes of Tencent's spec to `dist/hey-api.js`. */
async function generateHeyApi(modules: string, source: string): Promise<void> {
  // By its path: without an install of this folder, as in most clones, the compiler finds no such package.
  const main = pathToFileURL(join(modules, "@hey-api/openapi-ts/dist/index.mjs"));
  const { createClient } = (await import(main.href)) as HeyApi;
  await createClient({
    input: join(root, "packages/tencent-batch/openapi.json"),
    output: { path: source },
    plugins: ["@hey-api/client-fetch", "@hey-api/sdk"],
    logs: { level: "silent", file: false },
  });
  const { build } = (await loadTool("../budgets/tools", "esbuild")) as Esbuild;
  // `sdk` and the client that it calls: the generated index has but the first.
  await build({
    stdin: {
      contents: 'export { deleteJob } from "./sdk.gen.js"; export { client } from "./client.gen.js";',
      resolveDir: source,
    },
    outfile: join(here, "dist/hey-api.js"),
    bundle: true,
    format: "esm",
  });
}
