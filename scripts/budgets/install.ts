/** How much a package brings when it is installed for production, with its types. */
import { glob, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { reached, readLock } from "../release/lock-file.ts";
import type { Tarball } from "../release/pack.ts";
import { root } from "../release/packages.ts";

export interface Install {
  /** Of all files, in all packages. */
  bytes: number;
  /** How many packages there are then, itself included. */
  packages: number;
}

/** What npm would install for one of ours: tarballs of ours, and what the lock file has of others. */
export async function measureOwnInstall(folder: string, tarballs: readonly Tarball[]): Promise<Install> {
  const place = `packages/${folder}`;
  const own = new Map(
    tarballs.map((tarball) => [`packages/${tarball.package.folder}`, tarball.unpackedSize]),
  );
  const lock = await readLock(join(root, "package-lock.json"));
  return total([place, ...reached(lock, place)], (at) => own.get(at) ?? sizeOf(join(root, at)));
}

/** The same of a package of others that a lock file beside its `node_modules` has. */
export async function measureInstall(name: string, lockFile: string): Promise<Install> {
  const place = `node_modules/${name}`;
  const places = new Set([place, ...reached(await readLock(lockFile), place)]);
  return total([...places], (at) => sizeOf(join(dirname(lockFile), at)));
}

async function total(places: string[], size: (place: string) => number | Promise<number>): Promise<Install> {
  const sizes = await Promise.all(places.map(size));
  const there = sizes.filter((bytes) => bytes > 0); // none: for another platform
  return { bytes: there.reduce((sum, bytes) => sum + bytes, 0), packages: there.length };
}

/** Of its files, without those of packages below it. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  const exclude = ({ name }: { name: string }) => name === "node_modules";
  for await (const entry of glob("**/*", { cwd: folder, withFileTypes: true, exclude }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}
