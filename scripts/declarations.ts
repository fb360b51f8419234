/** The declarations of a package that users' compilers read: those that its entries lead to. */
import { glob, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** As their paths in the package's folder; one that is named but missing, too. */
export async function declarationsOf(folder: string, entries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    found.add(path);
    const text = await readFile(join(folder, path), "utf8").catch(() => "");
    const imported = text.matchAll(/(?:from |import\()"(\.[^"]+)\.(?:ts|js)"/g);
    await Promise.all(Array.from(imported, ([, name = ""]) => visit(join(dirname(path), `${name}.d.ts`))));
  };
  const declarations = entries.filter((path) => path.endsWith(".d.ts"));
  await Promise.all(declarations.map((path) => visit(join(path))));
  return found;
}

/** Takes away those that no entry leads to, and indents the others by tabs: blanks are a tenth of them. */
export async function slimDeclarations(folder: string, entries: readonly string[]): Promise<void> {
  const read = await declarationsOf(folder, entries);
  for await (const path of glob("dist/**/*.d.ts", { cwd: folder })) {
    const file = join(folder, path);
    if (!read.has(path)) {
      await rm(file);
      continue;
    }
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace(/^(?: {4})+/gm, (blanks) => "\t".repeat(blanks.length / 4)),
    );
  }
}
