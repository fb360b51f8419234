import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

const prelude = `
  const { exchange } = await import(${JSON.stringify(new URL("../../src/node/exchange.ts", import.meta.url))});
  const send = (url, request = {}) =>
    exchange({ method: "GET", headers: {}, url, ...request }, new AbortController().signal);
  const read = async (...args) => (await send(...args)).text(1e6);
  const failure = ({ code, message }) => ({ code, message });
`;

/**
 * Runs code in a process of its own, which has `send`, `read` and `failure`, and gives what it tells by
 * `console.log(JSON.stringify(…))`. `ca` is the certificate of an authority that it trusts.
 */
export async function inChild(code: string, env: Record<string, string> = {}, ca?: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const trusted = join(folder, "ca.pem");
  if (ca !== undefined) await writeFile(trusted, ca);
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--input-type=module", "-e", `${prelude}${code}`], {
    env: { PATH, ...env, ...(ca === undefined ? {} : { NODE_EXTRA_CA_CERTS: trusted }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`the child process ended with ${status}: ${errors}`);
  return JSON.parse(out);
}
