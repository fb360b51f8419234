import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Results } from "../../../../bench/results.ts";
import type { Row } from "../../../../bench/row.ts";
import { root } from "./places.ts";

interface Column {
  readonly title: string;
  /** Of the benchmark, that has the values. */
  readonly part: "sizes" | "cold" | "calls";
  /** Several stand in one cell, as `1 / 2`. */
  readonly values: readonly string[];
  /** What a value is divided by, for its unit. */
  readonly unit?: number;
}

const columns: readonly Column[] = [
  { title: "install, KB", part: "sizes", values: ["install KB"] },
  { title: "packages", part: "sizes", values: ["packages"] },
  {
    ...{ title: "bundle for Node / browsers, gzip KB", part: "sizes" },
    ...{ values: ["gzip B, Node", "gzip B, browser"], unit: 1_000 },
  },
  { title: "import, ms", part: "cold", values: ["import ms"] },
  { title: "first call, ms", part: "cold", values: ["first call ms"] },
  {
    ...{ title: "CPU per call, µs, one at a time / 64", part: "calls" },
    values: ["CPU µs, 1 wide", "CPU µs, 64 wide"],
  },
];

/** What the benchmark measured of the clients, as Markdown; a sentence if there are no results yet. */
export async function benchmark(path = join(root, "bench/results.json")): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return benchmarkTables(text === undefined ? undefined : (JSON.parse(text) as Results));
}

/** A table for each API. Throws where a part that was measured lacks what is shown of it. */
export function benchmarkTables(results: Results | undefined): string {
  const parts = results?.parts ?? {};
  const shown = columns.filter(({ part }) => parts[part]);
  if (!results || shown.length === 0) return "Not measured yet.";
  for (const { part, values } of shown) {
    const missing = values.find((value) => !parts[part]?.rows.some((row) => value in row.values));
    if (missing) throw new Error(`bench/results.json: no row of ${part} has ${JSON.stringify(missing)}`);
  }
  const { cpu, cores, memoryGB, system, node } = results.machine;
  const measured = (["sizes", "cold", "calls"] as const).flatMap((name) => parts[name] ?? []);
  const days = [...new Set(measured.map(({ date }) => date))].sort().join(", ");
  const rows = measured.flatMap((part) => part.rows);
  const groups = [...new Set(rows.map(({ group }) => group))];
  return [
    `Taken on ${cpu}, ${cores} cores, ${memoryGB} GB, ${system}, Node ${node}; ${days}. Medians; less is better.`,
    ...groups.map((group) =>
      table(
        group,
        rows.filter((row) => row.group === group),
        shown,
      ),
    ),
  ].join("\n\n");
}

function table(group: string, rows: readonly Row[], shown: readonly Column[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const lines = names.map((name) => {
    const own = rows.filter((row) => row.name === name).map(({ values }) => values);
    const values: Row["values"] = Object.assign({}, ...own);
    return [name, ...shown.map((column) => cell(column, values))];
  });
  const head = [group, ...shown.map(({ title }) => title)];
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Empty if nothing of it was measured. */
function cell({ values: names, unit = 1 }: Column, values: Row["values"]): string {
  const found = names.map((name) => values[name]);
  if (found.every((value) => value === undefined)) return "";
  return found.map((value) => (value === undefined ? "–" : number(value / unit))).join(" / ");
}

function number(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toFixed(1)));
}
