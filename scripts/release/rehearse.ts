/**
 * `npm run release:rehearse`: does all of a release, with a registry on loopback in place of the real one. Versions
 * and publishes a copy of the repository, installs each package from there into an empty project, and makes its call
 * in every runtime. Exits with 1 if a step or a call fails.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolEnvironment } from "../environment.ts";
import { Commands } from "./rehearsal/commands.ts";
import { rehearse } from "./rehearsal/rehearse.ts";

/** What would tell the real registry who we are; and provenance can be had only there. */
const credentials = /^(NODE_AUTH_TOKEN|NPM_TOKEN|ACTIONS_ID_TOKEN_.*|npm_config_provenance)$/i;
const environment = Object.entries(toolEnvironment).filter(([name]) => !credentials.test(name));
const NO_PROXY = [toolEnvironment.NO_PROXY ?? toolEnvironment.no_proxy, "127.0.0.1"]
  .filter(Boolean)
  .join(",");

const commands = new Commands({ ...Object.fromEntries(environment), NO_PROXY, no_proxy: NO_PROXY });
const interrupted = new Promise<number>((resolve) => {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => resolve(code));
  }
});

const scratch = await mkdtemp(join(tmpdir(), "jobwire-rehearsal-"));
const rehearsal = rehearse(scratch, commands);
let code: number;
try {
  code = await Promise.race([interrupted, rehearsal]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  code = 1;
} finally {
  await commands.endAll();
  await Promise.allSettled([rehearsal]); // so that it writes no more
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(code);
