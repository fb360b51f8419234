import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dist, docs, root } from "../src/site/places.ts";
import { pages } from "./pages.ts";

const landing = readFileSync(join(dist, "index.html"), "utf8");
const site = process.env.DOCS_SITE;

test("shows the first call as the guide has it, which is compiled and run", () => {
  const guide = readFileSync(join(docs, "guides/start.md"), "utf8");
  const shown = /<pre class="code" data-language="ts">(.*?)<\/pre>/s.exec(landing)?.[1] ?? "";
  const code = shown.replace(/<[^>]+>/g, "").replace(/&(?:#34|quot|#x22);/g, '"');
  expect(code.length).toBeGreaterThan(100);
  expect(guide).toContain(`\`\`\`ts\n${code}\n\`\`\``);
});

test("tells of each API when it was last changed, and must if it is to be published", ({ skip }) => {
  const history = hasWholeHistory();
  if (!history && !site) skip("git does not know the whole history");
  expect(history, "the whole history, as actions/checkout gives it with fetch-depth: 0").toBe(true);
  const cards = landing.split('<li class="card">').slice(1);
  expect(cards).toHaveLength(5);
  for (const card of cards) expect(card).toMatch(/Last change<\/dt><dd><time datetime="20\d\d-\d\d-\d\d"/);
});

test("shows what an API is for, and not how one logs in, as far as there is more", () => {
  for (const [name, operation] of [
    ["cielo24", "createJob"],
    ["BigChange", "cancelJob"],
  ]) {
    const card = landing.split('<li class="card">').find((text) => text.includes(`>${name}</a></h3>`));
    expect(/<code>(\w+)<\/code>/.exec(card ?? "")?.[1]).toBe(operation);
  }
});

test("search engines are told the address of each page, if it is known", () => {
  expect(landing.includes('<link rel="canonical"')).toBe(Boolean(site));
  const list = join(dist, "sitemap.xml");
  expect(existsSync(list)).toBe(Boolean(site));
  if (!site) return;
  const listed = [...readFileSync(list, "utf8").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  expect(listed.sort()).toEqual(pages.map((page) => site + page).sort());
});

function hasWholeHistory(): boolean {
  try {
    const args = ["rev-parse", "--is-shallow-repository"];
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim() === "false";
  } catch {
    return false;
  }
}
