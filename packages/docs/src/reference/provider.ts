import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { providers as mocked } from "@jobwire/mock";
import { authentication } from "./authentication.ts";
import type { Bundle } from "./bundle.ts";
import { type Operation, readOperations } from "./operation.ts";
import { loadRuntime } from "./outcome.ts";
import { readSetup } from "./samples/setup.ts";

/** What it takes to link to a reference. */
interface Named {
  readonly name: string;
  readonly title: string;
}

/** An API with a reference of its own. */
export interface Provider {
  /** The name of its folder, such as `tencent-batch`. */
  readonly name: string;
  /** The title of its spec, such as `Tencent Cloud Batch`. */
  readonly title: string;
  /** What the API does, in one sentence. */
  readonly summary: string;
  readonly packageName: string;
  readonly version: string;
  /** Day of the last change to spec or package, `YYYY-MM-DD`; undefined where no git tells. */
  readonly changed: string | undefined;
  /** How calls are authenticated, in one line of Markdown. */
  readonly authentication: string;
  readonly installLine: string;
  /** The name of the function that makes a client, such as `createTencentBatchClient`. */
  readonly createClient: string;
  /** Where the spec's sources stand. */
  readonly sourceUrl: string;
  /** The providers that share this spec; empty: it is an API in its own right. */
  readonly sharedBy: readonly Named[];
  /** The shared specs that this provider uses. */
  readonly uses: readonly Named[];
  readonly operations: readonly Operation[];
  /** The bundled spec, as the package holds it. */
  readonly bundle: Bundle;
}

const packages = join(import.meta.dirname, "../../..");
const repository = "https://github.com/jobwire/jobwire";

interface Manifest {
  name: string;
  version: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
}

/**
 * Every API that a package of ours brings a spec of: those with a mock, by name, then those that others share.
 * All packages must be built.
 */
export async function loadProviders(): Promise<Provider[]> {
  const manifests = new Map<string, Manifest>();
  for (const name of await readdir(packages)) {
    const manifest = await readManifest(name);
    if (manifest?.exports && "./openapi.json" in manifest.exports) manifests.set(name, manifest);
  }
  const bundles = new Map<string, Bundle>();
  for (const name of manifests.keys()) {
    const bundle = JSON.parse(await readFile(join(packages, name, "openapi.json"), "utf8")) as Bundle;
    bundles.set(name, bundle);
  }
  const named = (keep: (name: string, manifest: Manifest) => boolean): Named[] =>
    [...manifests]
      .filter(([name, manifest]) => keep(name, manifest))
      .map(([name]) => ({ name, title: bundles.get(name)?.info.title ?? name }));
  const depends = (user: Manifest, { name }: Manifest) => name in (user.dependencies ?? {});

  const loaded = [...manifests].map(async ([name, manifest]): Promise<Provider> => {
    const bundle = bundles.get(name) as Bundle;
    const createClient = await clientFactory(name);
    const setup = readSetup(await readFile(join(packages, name, "README.md"), "utf8"), createClient, name);
    const runtime = await loadRuntime(join(packages, name));
    const provider = {
      name,
      title: bundle.info.title,
      summary: bundle.info.summary,
      packageName: manifest.name,
      version: manifest.version,
      changed: await lastChange(name),
      authentication: authentication(bundle),
      installLine: `npm install ${manifest.name}`,
      createClient,
      sourceUrl: `${repository}/tree/main/specs/${name}`,
      sharedBy: mocked.includes(name) ? [] : named((_, other) => depends(other, manifest)),
      uses: named((_, other) => depends(manifest, other)),
      bundle,
    };
    return { ...provider, operations: await readOperations(provider, setup, runtime) };
  });
  return (await Promise.all(loaded)).sort(
    (one, other) =>
      Number(one.sharedBy.length > 0) - Number(other.sharedBy.length > 0) ||
      one.name.localeCompare(other.name),
  );
}

async function readManifest(name: string): Promise<Manifest | undefined> {
  const text = await readFile(join(packages, name, "package.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}

async function clientFactory(name: string): Promise<string> {
  const module: object = await import(join(packages, name, "dist/index.js"));
  const found = Object.keys(module).find((key) => /^create\w+Client$/.test(key));
  if (found === undefined) throw new Error(`packages/${name}: exports no create…Client`);
  return found;
}

/** The day of the last commit that touched spec or sources. Needs the whole history: a shallow clone knows one commit. */
async function lastChange(name: string): Promise<string | undefined> {
  const paths = [`specs/${name}`, `packages/${name}/src`, `packages/${name}/CHANGELOG.md`];
  const git = promisify(execFile);
  const args = ["log", "-1", "--format=%cs", "--", ...paths];
  const { stdout } = await git("git", args, { cwd: join(packages, "..") }).catch(() => ({ stdout: "" }));
  return stdout.trim() || undefined;
}
