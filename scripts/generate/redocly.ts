import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolEnvironment } from "../environment.ts";
import type { Document } from "./document.ts";

const cli = join(import.meta.dirname, "../../node_modules/@redocly/cli/bin/cli.js");
const root = join(import.meta.dirname, "../..");

/** Lints a spec. Throws what redocly found, with file, line and rule, if it breaks a rule or does not parse. */
export async function lint(spec: string): Promise<void> {
  const { code, output } = await redocly("lint", spec);
  if (code !== 0) throw new Error(output.trim());
}

/** Bundles a spec into one document. */
export async function bundle(spec: string): Promise<Document> {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-bundle-"));
  try {
    const file = join(folder, "openapi.json");
    const { code, output } = await redocly("bundle", spec, "--output", file);
    if (code !== 0) throw new Error(`redocly could not bundle ${spec}:\n${output}`);
    return JSON.parse(await readFile(file, "utf8")) as Document;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function redocly(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: root, env: toolEnvironment });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}
