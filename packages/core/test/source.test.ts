import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** The files of a folder, without their comments. */
async function code(folder: string): Promise<{ file: string; text: string }[]> {
  const files = await readdir(join(root, folder), { recursive: true });
  return Promise.all(
    files
      .filter((file) => /\.(ts|js)$/.test(file))
      .map(async (file) => {
        const text = await readFile(join(root, folder, file), "utf8");
        return { file, text: text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "") };
      }),
  );
}

const imports = (text: string) =>
  Array.from(
    text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"']+)["']/g),
    ([, name]) => name ?? "",
  );

describe.each(["src", "dist"].filter((folder) => existsSync(join(root, folder))))("%s", (folder) => {
  const modules = async () => (await code(folder)).filter(({ file }) => !file.startsWith("node/"));

  test("one module imports openapi-fetch, and nothing else comes from outside", async () => {
    const outside = (await modules()).flatMap(({ file, text }) =>
      imports(text)
        .filter((name) => !name.startsWith("."))
        .map((name) => `${file.replace(/\.d\.ts$|\.[jt]s$/, "")} ${name}`),
    );
    const sends = folder === "src" ? "requester" : "index";
    expect([...new Set(outside)].sort()).toEqual(["by-path openapi-fetch", `${sends} #exchange`]);
  });

  test("every module that is imported is named, for bundlers to know it", async () => {
    for (const { file, text } of await code(folder)) expect(text, file).not.toMatch(/\bimport\(\s*[^\s"'`]/);
  });

  test("no module needs Node, but for those that only Node loads", async () => {
    for (const { file, text } of await modules()) {
      const builtin = imports(text).filter(
        (name) => name.startsWith("node:") || builtinModules.includes(name),
      );
      expect(builtin, file).toEqual([]);
      expect(text, file).not.toMatch(/\b(process\.|Buffer\b|__dirname|__filename|setImmediate|global\.)/);
    }
  });
});

test("only the conditions of Node lead to what only Node can load", async () => {
  const { imports } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const conditions = Object.entries<string>(imports["#exchange"]);
  expect(conditions.filter(([, file]) => file.includes("/node/")).map(([name]) => name)).toEqual(["node"]);
  // Of the conditions that a runtime has, the first one counts.
  const names = conditions.map(([name]) => name);
  for (const other of ["bun", "deno", "workerd", "browser"])
    expect(names.indexOf(other)).toBeLessThan(names.indexOf("node"));
});

test("openapi-fetch is pinned to one version, and the only dependency", async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
  expect(dependencies["openapi-fetch"]).toMatch(/^\d+\.\d+\.\d+$/);
});
