import { readFile, writeFile } from "node:fs/promises";

/**
 * Writes beside a program another one: the same call, by a client of that operation alone, as
 * `@jobwire/<provider>/operations` makes it. Resolves to its path.
 */
export async function writeSelected(program: string): Promise<string> {
  const text = await readFile(program, "utf8");
  const operation = /return \(\) => \w+\.(\w+)\(/.exec(text)?.[1] ?? "";
  const selected = text
    .replace(
      /import \{ (\w+) \} from "(@jobwire\/[\w-]+)";/,
      `import { $1, ${operation} } from "$2/operations";`,
    )
    .replace(/( = create\w+\([\s\S]*?)\);\n/, `$1, { ${operation} });\n`);
  if (!selected.includes(`/operations";`) || !selected.includes(`, { ${operation} });`))
    throw new Error(`${program}: not of the form that can be selected from`);
  const path = program.replace(/\.js$/, ".selected.js");
  await writeFile(path, selected);
  return path;
}
