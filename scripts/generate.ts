/** Makes a package's bundle, types and operations table from its spec: `node scripts/generate.ts <provider>`. */
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { printCallbacks } from "./generate/callbacks.ts";
import { printClient } from "./generate/client.ts";
import { specTables } from "./generate/operations.ts";
import { printTables } from "./generate/print-tables.ts";
import { bundle, lint } from "./generate/redocly.ts";
import { printSchema } from "./generate/schema.ts";

/** Generates into a package's folder. Nothing is written unless all of it could be made. */
export async function generate(provider: string, spec: string, folder: string): Promise<void> {
  await lint(spec);
  const document = await bundle(spec);
  const tables = printTables(specTables(provider, document));
  const callbacks = printCallbacks(provider, document);
  const notice = "// Generated from the spec. Changes are lost.\n\n";
  const files = {
    "openapi.json": `${JSON.stringify(document)}\n`, // for programs; people have the files in specs/ and the site
    "src/generated/schema.ts": notice + (await printSchema(document)),
    "src/generated/service.ts": notice + tables.service,
    "src/generated/operations.ts": notice + tables.operations,
    "src/generated/client.ts": notice + printClient(provider, document),
    "src/generated/callbacks.ts": callbacks && notice + callbacks,
  };
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) {
      await rm(join(folder, name), { force: true }); // of a spec that had them once
      continue;
    }
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const [provider = "", ...more] = process.argv.slice(2);
  const spec = join(root, "specs", provider, "openapi.yaml");
  /** Exits with 2 when called wrongly, with 1 when the spec is. */
  const fail = (message: unknown, exitCode: number) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCode;
  };
  const isThere = () =>
    access(spec).then(
      () => true,
      () => false,
    );
  if (!provider || more.length > 0) {
    fail("usage: node scripts/generate.ts <provider>", 2);
  } else if (!(await isThere())) {
    fail(`specs/${provider}/openapi.yaml: no such file`, 2);
  } else {
    await generate(provider, spec, join(root, "packages", provider)).catch((error: unknown) =>
      fail(error instanceof Error ? error.message : error, 1),
    );
  }
}
