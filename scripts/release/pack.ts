/** Packs the packages as npm publishes them. */
import { execFile } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Package, publishedPackages, root } from "./packages.ts";

export interface Tarball {
  package: Package;
  path: string;
  /** In bytes: packed, and unpacked. */
  size: number;
  unpackedSize: number;
  /** Paths in the package, sorted. */
  files: string[];
}

/** What `npm pack --json` says of one package. */
interface Packed {
  name: string;
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

/**
 * Packs all packages into a folder.
 *
 * @param repository whose packages are packed; default: this one
 * @throws if one of them is not built
 */
export async function packAll(into: string, repository: string = root): Promise<Tarball[]> {
  const packages = await publishedPackages();
  const folders = packages.map(({ folder }) => `./packages/${folder}`);
  // .npmrc turns all scripts off, and with them the `prepack` that looks whether a package is built.
  const flags = [
    "--json",
    "--ignore-scripts=false",
    "--foreground-scripts=false",
    "--pack-destination",
    into,
  ];
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const options = { cwd: repository, env: { ...process.env, PATH }, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)("npm", ["pack", ...flags, ...folders], options);
  const packed = JSON.parse(stdout) as Packed[];
  return packages.map((published) => {
    const found = packed.find(({ name }) => name === published.name);
    if (found === undefined) throw new Error(`npm pack made no tarball of ${published.name}`);
    const { filename, size, unpackedSize, files } = found;
    const paths = files.map(({ path }) => path).sort();
    return { package: published, path: join(into, filename), size, unpackedSize, files: paths };
  });
}
