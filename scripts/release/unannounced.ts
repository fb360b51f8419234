/** Whether each package that a branch changes has a changeset there: `npm run changesets:check -- origin/main`. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { plannedBumps } from "./compare-specs/bumps.ts";
import { type Package, publishedPackages, root } from "./packages.ts";

/**
 * What goes into tarballs; with it the reports of types, as what is generated shows in them alone, and the specs of
 * the last release, which change with a version and not otherwise.
 */
const ownFiles =
  /^packages\/([^/]+)\/(?:src\/|package\.json$|README\.md$|LICENSE$|released\.json$|api(?:\.\w+)?\.md$)/;
const specFiles = /^specs\/([^/]+)\/.+\.ya?ml$/;

/**
 * The packages that have changed since a branch left its base, and are neither named by a changeset that was
 * written since nor versioned. `none` in a changeset is enough: it says that nobody will notice.
 *
 * @param base a commit or branch
 */
export async function unannounced(base: string, repository = root): Promise<string[]> {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const fork = git("merge-base", base, "HEAD").trim();
  const list = (...args: string[]) =>
    git("diff", "--name-only", "--no-renames", fork, "HEAD", ...args)
      .split("\n")
      .filter(Boolean);
  const written = list("--diff-filter=AM", "--", ".changeset/*.md", ":!.changeset/README.md");
  const named = await plannedBumps(written.map((path) => join(repository, path)));

  const files = list();
  const folders = new Set(
    files.flatMap((file) => ownFiles.exec(file)?.[1] ?? specFiles.exec(file)?.[1] ?? []),
  );
  // The mock has the bundles of all specs.
  if (files.some((file) => specFiles.test(file))) folders.add("mock");

  const isVersioned = ({ folder, version }: Package) => {
    const path = `packages/${folder}/package.json`;
    if (!git("ls-tree", "--name-only", fork, path)) return false;
    return (JSON.parse(git("show", `${fork}:${path}`)) as Package).version !== version;
  };
  return (await publishedPackages(repository))
    .filter((found) => folders.has(found.folder) && !named.has(found.name) && !isVersioned(found))
    .map(({ name }) => name);
}

if (import.meta.main) {
  const [base = "origin/main"] = process.argv.slice(2);
  try {
    const names = await unannounced(base);
    for (const name of names) {
      const todo = "run npx changeset, and say for users what is new (or none, if they will not notice)";
      process.stderr.write(`${name} has changed since ${base}, and no changeset says so: ${todo}\n`);
    }
    process.exitCode = names.length > 0 ? 1 : 0;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    process.stderr.write(`${base}: ${(stderr || message).trim()}\n`); // git's own words, if it was git
    process.exitCode = 2;
  }
}
