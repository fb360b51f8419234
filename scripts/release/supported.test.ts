/** What `supported.json` says of versions is what is promised, tested and installed elsewhere. */
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishedPackages, root } from "./packages.ts";
import supported from "./supported.json" with { type: "json" };

const published = await publishedPackages();
const [oldestNode = ""] = supported.node;
const [oldestTypeScript = ""] = supported.typescript;

const text = (path: string) => readFile(join(root, path), "utf8");

/** The packages that a package.json installs, with their versions; an alias by what it stands for. */
async function installs(path: string): Promise<Map<string, string>> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(await text(path));
  const all = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
  return new Map(all.map(([name, version]) => [name, version.replace(/^npm:.*@/, "")]));
}

test("versions are in order, oldest first", () => {
  const numeric = new Intl.Collator("en", { numeric: true }).compare;
  expect([...supported.node].sort(numeric)).toEqual(supported.node);
  expect([...supported.typescript].sort(numeric)).toEqual(supported.typescript);
  expect(supported.node).toContain(supported.toolsNode);
});

test.each(published)("$name names the oldest versions in its engines and its README", async ({ folder }) => {
  const { engines } = JSON.parse(await text(`packages/${folder}/package.json`));
  expect(engines).toEqual({ node: `>=${oldestNode}` });
  const readme = await text(`packages/${folder}/README.md`);
  expect(missing(readme, [`Node ${oldestNode} or newer`, `TypeScript ${oldestTypeScript} or newer`])).toEqual(
    [],
  );
});

test("the guide to runtimes says the same", async () => {
  const said = [
    `| Node | ${oldestNode} or newer |`,
    `| TypeScript | ${oldestTypeScript} or newer`,
    `\`require()\` from Node ${supported.requireFromNode.join(" and ")} on`,
    ...["| Bun, Deno |", "| Workers |", "| Browsers |"],
  ];
  expect(missing(await text("packages/docs/guides/runtimes.md"), said)).toEqual([]);
});

test("the rehearsal installs each Node and each other runtime", async () => {
  const runtimes = await installs("scripts/release/runtimes/package.json");
  const nodes = supported.node.filter((major) => major !== supported.toolsNode);
  for (const platform of ["linux-x64", "linux-arm64"]) {
    const found = [...runtimes.keys()].filter((name) => /^node\d+-/.test(name) && name.endsWith(platform));
    expect(found).toEqual(nodes.map((major) => `node${major}-${platform}`));
    for (const major of nodes) expect(runtimes.get(`node${major}-${platform}`)).toMatch(starts(major));
  }
  expect(runtimes.get("@oven/bun-linux-x64")).toMatch(starts(supported.bun));
  expect(runtimes.get("@deno/linux-x64-glibc")).toMatch(starts(supported.deno));
  expect(runtimes.get("@cloudflare/workerd-linux-64")).toMatch(starts(supported.workerd));
});

test("the tools run on the Node that they are said to", async () => {
  const tools = await installs("package.json");
  const found = [...tools].filter(([name]) => name.startsWith("node"));
  expect(found.map(([name]) => name)).toEqual(
    ["linux-arm64", "linux-x64"].map((platform) => `node${supported.toolsNode}-${platform}`),
  );
  for (const [, version] of found) expect(version).toMatch(starts(supported.toolsNode));
});

test("each TypeScript is there to check types", async () => {
  const compilers = [...(await installs("scripts/release/types/package.json"))].filter(([name]) =>
    name.startsWith("typescript-"),
  );
  expect(compilers.map(([name]) => name)).toEqual(
    supported.typescript.map((version) => `typescript-${version}`),
  );
  for (const [name, version] of compilers) expect(version).toMatch(starts(name.replace("typescript-", "")));
});

test("the workflows set up no other Node, and each of these", async () => {
  const [single, lists]: [string[], string[]] = [[], []];
  for await (const path of glob(".github/workflows/*.yml", { cwd: root })) {
    const workflow = (await text(path)).replaceAll(/ +#.*$/gm, "");
    single.push(
      ...Array.from(workflow.matchAll(/^ *node-version: *(\d.*)$/gm), ([, version = ""]) => version),
    );
    lists.push(...Array.from(workflow.matchAll(/^ *node: *\[(.+)\]$/gm), ([, list = ""]) => list));
  }
  expect(new Set(single)).toEqual(new Set([supported.toolsNode]));
  expect(new Set(lists)).toEqual(new Set([supported.node.join(", ")]));
});

function missing(prose: string, phrases: readonly string[]): string[] {
  return phrases.filter((phrase) => !prose.includes(phrase));
}

/** A version that is this one, or one within it. */
function starts(version: string): RegExp {
  return new RegExp(`^${version.replaceAll(".", "\\.")}(\\.|$)`);
}
