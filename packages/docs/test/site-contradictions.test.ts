import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseFindings, readFindings } from "../src/site/contradictions.ts";
import { dist, root } from "../src/site/places.ts";

const specs = readdirSync(join(root, "specs"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("the table has every row of every spec's README", async () => {
  const findings = await readFindings();
  expect(findings.map(({ name }) => name)).toEqual(specs.sort());
  for (const { name, rows } of findings) {
    const [, after = ""] = readFileSync(join(root, "specs", name, "README.md"), "utf8").split(
      "## Contradictions\n",
    );
    const lines = (after.split("\n## ")[0] ?? "").split("\n").filter((line) => /^\| (?!what \|)/i.test(line));
    expect(rows.length, name).toBe(lines.length);
  }
  const page = readFileSync(join(dist, "guides/where-the-documentation-is-wrong/index.html"), "utf8");
  const shown = page.match(/data-label="The sources"/g)?.length;
  expect(shown).toBe(findings.reduce((sum, { rows }) => sum + rows.length, 0));
  for (const name of specs) expect(page).toContain(`id="sources-${name}"`);
});

describe("a README", () => {
  const readme = (table: string) =>
    `# Printer\n\n## Sources\n\n- [Pages](../../docs/a.md)\n\n## Contradictions\n\n${table}\n\n## More\n`;
  const head = "| what | what the sources say | what the spec does |\n|---|---|---|\n";

  test("gives its rows, bars in code included, and its sources with absolute links", () => {
    const { title, rows, sources } = parseFindings("printer", readme(`${head}| \`a|b\` | this | that |`));
    expect(title).toBe("Printer");
    expect(rows).toEqual([{ what: "`a|b`", sources: "this", spec: "that" }]);
    expect(sources).toBe("- [Pages](https://github.com/jobwire/jobwire/blob/main/docs/a.md)");
  });

  test("has its primary page linked to where a row speaks of the page", () => {
    const text = readme(`${head}| a | text, says the page | b |\n| c | on the page for jobs | d |`);
    const { rows } = parseFindings(
      "printer",
      text.replace("- [Pages]", "- Primary page: [Print](https://p.invalid)\n- [Pages]"),
    );
    expect(rows.map(({ sources }) => sources)).toEqual([
      "text, says [the page](https://p.invalid)",
      "on the page for jobs",
    ]);
  });

  test("stops the build where a row has not three cells", () => {
    const parse = () => parseFindings("printer", readme(`${head}| a | b |`));
    expect(parse).toThrow("specs/printer/README.md: this row has not three cells: | a | b |");
  });

  test("stops the build without a table", () => {
    expect(() => parseFindings("printer", readme("none"))).toThrow('needs a table "Contradictions"');
  });
});
