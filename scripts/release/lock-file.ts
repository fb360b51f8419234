/** What npm's lock files say of the packages that they install. */
import { readFile } from "node:fs/promises";

/** One installed package, by its entry in `packages`. */
export interface Locked {
  /** Its own, where it is installed under an alias. */
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  /** A package of this repository, linked. */
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** By where it is installed, such as `node_modules/a/node_modules/b`; those of this repository by their folders. */
export type Lock = ReadonlyMap<string, Locked>;

export async function readLock(path: string): Promise<Lock> {
  const { packages } = JSON.parse(await readFile(path, "utf8")) as { packages: Record<string, Locked> };
  return new Map(Object.entries(packages));
}

/** The packages of others that a lock file installs, by where. */
export function foreign(lock: Lock): [string, Locked][] {
  return [...lock].filter(([place, { link }]) => place.includes("node_modules/") && !link);
}

/** Its name, such as `b` for `node_modules/a/node_modules/b`; of what is installed under an alias, its own. */
export function nameOf([place, { name }]: readonly [string, Locked]): string {
  return name ?? place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** Where everything stands that a package brings when it is installed for production. */
export function reached(lock: Lock, place: string, found = new Set<string>()): Set<string> {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
    lock.get(place) ?? {};
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const at = resolve(lock, place, name);
    if (at === undefined || found.has(at)) continue; // undefined: optional, and not for any platform
    found.add(at);
    reached(lock, at, found);
  }
  return found;
}

/** Where Node finds a package, looked for from a place upwards. */
function resolve(lock: Lock, place: string, name: string): string | undefined {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const at = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    const locked = lock.get(at);
    if (locked) return locked.link ? locked.resolved : at;
    if (folder === "") return undefined;
  }
}
