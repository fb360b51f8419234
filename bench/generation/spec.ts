import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../scripts/release/packages.ts";

const fixture = join(root, "scripts/generate/fixture");

/** Writes a spec of so many operations, each with schemas of its own: the generator's fixture, again and again. */
export async function writeSpec(folder: string, operations: number): Promise<string> {
  await cp(fixture, folder, { recursive: true });
  const [contents, path, schemas] = (await Promise.all(
    ["openapi.yaml", "jobs/job.yaml", "jobs/schemas.yaml"].map((name) =>
      readFile(join(fixture, name), "utf8"),
    ),
  )) as [string, string, string];
  const entry = "  /jobs/{shop}/{id}: { $ref: jobs/job.yaml }\n";
  const entries: string[] = [];
  for (let i = 1; i <= operations; i++) {
    const ownPath = path
      .replace("changeJob", `changeJob${i}`)
      .replaceAll(/schemas\.yaml(#\/\w+)/g, `schemas${i}.yaml$1${i}`);
    const ownSchemas = schemas.replaceAll(/^(\w+):/gm, `$1${i}:`).replaceAll(/(#\/\w+)/g, `$1${i}`);
    await writeFile(join(folder, `jobs/job${i}.yaml`), ownPath);
    await writeFile(join(folder, `jobs/schemas${i}.yaml`), ownSchemas);
    entries.push(entry.replace("/jobs/", `/jobs${i}/`).replace("job.yaml", `job${i}.yaml`));
  }
  const spec = join(folder, "openapi.yaml");
  await writeFile(spec, contents.replace(entry, entries.join("")));
  return spec;
}
