/** The results as tables, which are read in a terminal and as Markdown. */
import { readFile, writeFile } from "node:fs/promises";
import type { Results } from "./results.ts";
import type { Row } from "./row.ts";
import { judge } from "./targets.ts";

interface Column {
  title: string;
  /** Several values stand in one column, as `1 / 2`. */
  values: readonly string[];
}

/** Of the clients; of other rows, each value has a column. */
const clientColumns: readonly Column[] = [
  { title: "install KB / packages", values: ["install KB", "packages"] },
  { title: "bundle gzip B, Node / browser", values: ["gzip B, Node", "gzip B, browser"] },
  { title: "of it at the start", values: ["gzip B at start, Node", "gzip B at start, browser"] },
  { title: "import ms", values: ["import ms"] },
  { title: "first call ms / CPU ms / MB", values: ["first call ms", "first call CPU ms", "first call MB"] },
  {
    title: "ms × fetch / node:http floor",
    values: ["first call × fetch floor", "first call × node:http floor"],
  },
  { title: "CPU µs per call, 1 / 64 wide", values: ["CPU µs, 1 wide", "CPU µs, 64 wide"] },
  { title: "× fetch floor", values: ["CPU × fetch floor, 1 wide", "CPU × fetch floor, 64 wide"] },
  { title: "× node:http floor", values: ["CPU × node:http floor, 1 wide", "CPU × node:http floor, 64 wide"] },
  { title: "wall µs, 1 / 64 wide", values: ["wall µs, 1 wide", "wall µs, 64 wide"] },
];

/** All tables, with a line that tells how they were taken. */
export function report(results: Results): string {
  const { machine, parts } = results;
  const { cpu, cores, memoryGB, system, node } = machine;
  const taken = Object.entries(parts).map(
    ([name, { date, load }]) => `${name} ${date}, load ${load[0]} before and ${load[1]} after`,
  );
  const clients = merge([parts.calls, parts.cold, parts.sizes].flatMap((part) => part?.rows ?? []));
  const memory = [...new Set(clients.flatMap(({ values }) => Object.keys(values)))].filter((name) =>
    name.startsWith("MB after"),
  );
  const columns = [...clientColumns, ...memory.map((name) => ({ title: name, values: [name] }))];
  return [
    `${cpu}, ${cores} cores, ${memoryGB} GB, ${system}, Node ${node}.`,
    `${taken.join("; ")}.`,
    ...(clients.length === 0 ? [] : byGroup(clients, columns)),
    ...[parts.types, parts.mock, parts.generation].flatMap((part) => (part ? byGroup(part.rows) : [])),
    ...targetTable(results),
    ...contents(clients),
  ].join("\n\n");
}

/** Puts the report into a text, between two comments. */
export async function writeReport(path: string, text: string): Promise<void> {
  const [start, end] = ["<!-- results: npm run bench -->", "<!-- end of results -->"];
  const old = await readFile(path, "utf8");
  const [before, after] = [old.indexOf(start), old.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${path}: there is no place for results`);
  await writeFile(path, `${old.slice(0, before)}${start}\n\n${text}\n\n${old.slice(after)}`);
}

/** Rows of one subject become one. */
function merge(rows: readonly Row[]): Row[] {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.group}\n${row.name}`;
    merged.set(key, { ...row, values: { ...merged.get(key)?.values, ...row.values } });
  }
  return [...merged.values()];
}

function byGroup(rows: readonly Row[], columns?: readonly Column[]): string[] {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups.map((group) => {
    const own = rows.filter((row) => row.group === group);
    const names = [...new Set(own.flatMap(({ values }) => Object.keys(values)))];
    const all = columns ?? names.map((name) => ({ title: name, values: [name] }));
    const used = all.filter(({ values }) => values.some((name) => names.includes(name)));
    const lines = own.map(({ name, values }) => [
      name,
      ...used.map((column) => {
        const shown = column.values.map((value) => number(values[value]));
        return shown.every((text) => text === "–") ? "" : shown.join(" / ");
      }),
    ]);
    return table([group, ...used.map(({ title }) => title)], lines);
  });
}

function targetTable(results: Results): string[] {
  const verdicts = judge(results);
  if (verdicts.length === 0) return [];
  const lines = verdicts.map(({ what, target, measured }) => {
    const shown = measured.map(({ name, value, isMet }) => {
      const short = name.replace(/^@jobwire\/|, fetch given$/g, "");
      return `${measured.length === 1 ? "" : `${short} `}${number(value)}${isMet ? "" : " ✗"}`;
    });
    const met = measured.filter(({ isMet }) => isMet).length;
    const verdict = met === measured.length ? "met" : met === 0 ? "not met" : `${met} of ${measured.length}`;
    return [what, target, shown.join(", "), verdict];
  });
  return [table(["target", "", "measured", "met"], lines)];
}

/** What is in the bundle of our first client. */
function contents(clients: readonly Row[]): string[] {
  const own = clients.find(({ name, parts }) => name.startsWith("@jobwire/") && parts);
  if (own?.parts === undefined) return [];
  const lines = own.parts.map(({ path, bytes }) => [path, number(bytes)]);
  return [table([`in the bundle of one call of ${own.name} for Node`, "B, minified"], lines)];
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(3, title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [row(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...lines.map(row)].join(
    "\n",
  );
}

function number(value: number | undefined): string {
  if (value === undefined) return "–";
  if (Math.abs(value) >= 10) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toFixed(2)));
}
