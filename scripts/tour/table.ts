/** Prints rows as a table, or where the terminal is too narrow for it, each row as a small list. */
export function printTable(titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const total = widths.reduce((sum, width) => sum + width + 2, 0);
  const fits = total <= (process.stdout.columns ?? Number.POSITIVE_INFINITY);
  process.stdout.write(fits ? table(titles, rows, widths) : lists(titles, rows));
}

function table(titles: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]) {
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd()}\n`;
  return [titles, widths.map((width) => "─".repeat(width)), ...rows].map(line).join("");
}

function lists(titles: readonly string[], rows: readonly (readonly string[])[]) {
  const width = Math.max(...titles.map((title) => title.length));
  return rows
    .map((row) => row.map((cell, i) => `${(titles[i] ?? "").padEnd(width)}  ${cell}\n`).join(""))
    .join("\n");
}
