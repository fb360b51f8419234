/**
 * Makes a package's bundle, types and operations table from its spec: `node scripts/generate.ts <provider>`.
 * Nothing is written unless all of it could be made.
 */
import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { printClient } from "./generate/client.ts";
import { printOperations, specTable } from "./generate/operations.ts";
import { bundle, lint } from "./generate/redocly.ts";
import { printSchema } from "./generate/schema.ts";

const root = join(import.meta.dirname, "..");
const provider = process.argv[2];

if (provider === undefined || process.argv.length !== 3 || !/^[a-z0-9-]+$/.test(provider)) {
  fail("usage: node scripts/generate.ts <provider>, as its folder under specs/ is named");
}
const spec = `specs/${provider}/openapi.yaml`;
await access(join(root, spec)).catch(() => fail(`${spec}: no such file`));

if (!(await lint(spec))) process.exit(1);
try {
  const document = await bundle(spec);
  const generated = "// Generated from the spec. Changes are lost.\n\n";
  await write({
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
    "src/generated/schema.ts": generated + (await printSchema(document)),
    "src/generated/operations.ts": generated + printOperations(specTable(provider, document)),
    "src/generated/client.ts": generated + printClient(provider, document),
  });
} catch (error) {
  fail(`${spec}: ${error instanceof Error ? error.message : error}`);
}

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, "packages", provider as string, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
