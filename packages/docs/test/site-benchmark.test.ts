import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Results } from "../../../bench/results.ts";
import { benchmark, benchmarkTables } from "../src/site/benchmark.ts";
import { renderMarkdown } from "../src/site/markdown.ts";
import { dist } from "../src/site/places.ts";

const group = "Printing";
const measured = { date: "2026-11-22", load: [0.1, 0.2] as const };
const results: Results = {
  machine: { cpu: "Abacus", cores: 2, memoryGB: 8, system: "linux x64", node: "24.0.0" },
  parts: {
    sizes: {
      ...measured,
      rows: [
        {
          ...{ group, name: "ours" },
          values: { "install KB": 480, packages: 4, "gzip B, Node": 22_480, "gzip B, browser": 17_900 },
        },
        { group, name: "theirs", values: { "install KB": 63_214, packages: 40, "gzip B, Node": 90_000 } },
      ],
    },
    calls: {
      ...measured,
      date: "2026-11-23",
      rows: [{ group, name: "ours", values: { "CPU µs, 1 wide": 123.4, "CPU µs, 64 wide": 98.76 } }],
    },
  },
};

test("what was measured of a client stands in one row, with the machine and the days", () => {
  expect(benchmarkTables(results).split("\n")).toEqual([
    "Taken on Abacus, 2 cores, 8 GB, linux x64, Node 24.0.0; 2026-11-22, 2026-11-23. Medians; less is better.",
    "",
    "| Printing | install, KB | packages | bundle for Node / browsers, gzip KB | CPU per call, µs, one at a time / 64 |",
    "| --- | --- | --- | --- | --- |",
    "| ours | 480 | 4 | 22.5 / 17.9 | 123 / 98.8 |",
    "| theirs | 63,214 | 40 | 90 / – |  |",
  ]);
});

test("without results, or with those of other parts, it says so", async () => {
  expect(await benchmark(join(dist, "no-such.json"))).toBe("Not measured yet.");
  expect(benchmarkTables({ ...results, parts: {} })).toBe("Not measured yet.");
});

test("a value that has got another name stops the build", () => {
  const { sizes } = results.parts;
  const [row] = sizes?.rows ?? [];
  const rows = [{ group, name: row?.name ?? "", values: { "install MB": 1 } }];
  const parts = { sizes: { ...measured, rows } };
  expect(() => benchmarkTables({ ...results, parts })).toThrow(
    'bench/results.json: no row of sizes has "install KB"',
  );
});

test("the guide shows the results as they are", async () => {
  const page = readFileSync(join(dist, "guides/size-and-speed/index.html"), "utf8");
  expect(page).toContain(renderMarkdown(await benchmark()).html);
});
