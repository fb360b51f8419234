/** Type-checks a file as a user would, in a process of its own, and says what that cost. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");

export interface Cost {
  /** How often the compiler filled in a generic type: deterministic for one compiler and one program. */
  readonly instantiations: number;
  /** The whole run of the compiler, in ms; the machine's mood is in it. */
  readonly ms: number;
  /** Size of all that is read beside the standard library and the file itself. */
  readonly declarationBytes: number;
  readonly declarationFiles: number;
}

export interface CheckOptions {
  /** Path of the compiler; default: the repository's own. */
  readonly tsc?: string;
  /** Whether the declarations themselves go unchecked; default true, as most users have it. */
  readonly skipLibCheck?: boolean;
  /** Packages beside ours, as the text of their files by path below `node_modules`. */
  readonly packages?: Readonly<Record<string, string>>;
}

/** The packages must be built. Throws what the compiler complains of. */
export async function check(source: string, options: CheckOptions = {}): Promise<Cost> {
  const { tsc = join(root, "node_modules/typescript/bin/tsc"), skipLibCheck = true, packages = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), "jobwire-types-"));
  try {
    await linkPackages(join(folder, "node_modules/@jobwire"));
    const compilerOptions = {
      ...{ module: "nodenext", target: "es2022", lib: ["es2022", "dom"], types: [] },
      ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck },
    };
    const files = {
      ...Object.fromEntries(Object.entries(packages).map(([path, text]) => [`node_modules/${path}`, text])),
      "package.json": '{ "type": "module" }',
      "tsconfig.json": JSON.stringify({ compilerOptions, files: ["main.ts"] }),
      "main.ts": source,
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await run(tsc, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Links the repository's packages one by one, so that others can stand beside them. */
async function linkPackages(scope: string): Promise<void> {
  await mkdir(scope, { recursive: true });
  const packages = join(root, "packages");
  for (const name of await readdir(packages)) await symlink(join(packages, name), join(scope, name));
}

async function run(tsc: string, folder: string): Promise<Cost> {
  const given = [tsc, "-p", folder, "--extendedDiagnostics", "--listFiles"];
  const { stdout } = await promisify(execFile)(process.execPath, given, { maxBuffer: 1e8 }).catch(
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      const complaints = stdout.split("\n").filter((line) => /error TS\d+/.test(line));
      throw new Error(complaints.join("\n") || stderr || stdout);
    },
  );
  const number = (label: string) => Number(stdout.match(new RegExp(`^${label}: +([\\d.]+)`, "m"))?.[1]);
  const read = stdout.split("\n").filter((line) => /\.d\.[cm]?ts$/.test(line) && !isStandard(line));
  const sizes = await Promise.all(read.map(async (path) => (await stat(path)).size));
  return {
    instantiations: number("Instantiations"),
    ms: number("Total time") * 1000,
    declarationBytes: sizes.reduce((sum, size) => sum + size, 0),
    declarationFiles: read.length,
  };
}

/** Whether a file is one of the compiler's own. */
const isStandard = (path: string) => /\/lib\.[^/]*d\.ts$/.test(path);
