/** What became of a call: what it answered, how it failed, or nothing where it is not for that runtime. */
export type Cell = { readonly answer: string } | { readonly failure: string } | undefined;

/** The calls in one runtime, in the order of the packages. */
export interface Row {
  readonly runtime: string;
  readonly cells: readonly Cell[];
}

/**
 * Turns answers that are not like the others of their package into failures: the mocks answer alike every time.
 * The first runtime that has an answer says what is right.
 */
export function compared(rows: readonly Row[]): Row[] {
  return rows.map(({ runtime, cells }) => ({
    runtime,
    cells: cells.map((cell, i) => {
      const first = rows.find(({ cells }) => answerOf(cells[i]) !== undefined);
      const expected = answerOf(first?.cells[i]);
      const answer = answerOf(cell);
      if (answer === undefined || answer === expected) return cell;
      return { failure: `answered ${answer}, and under ${first?.runtime} ${expected}` };
    }),
  }));
}

/** The cells of a table; failures are numbered, to be told below it. */
export function table(rows: readonly Row[]): { lines: string[][]; failures: string[] } {
  const failures: string[] = [];
  const lines = rows.map(({ runtime, cells }) => [
    runtime,
    ...cells.map((cell) => {
      if (cell === undefined) return "–";
      if ("answer" in cell) return shorten(cell.answer);
      const known = failures.indexOf(firstLine(cell.failure));
      const number = known === -1 ? failures.push(firstLine(cell.failure)) : known + 1;
      return `FAILED (${number})`;
    }),
  ]);
  return { lines, failures };
}

/** The line that names the error. Runtimes like to show a line of code before it. */
export function firstLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return (
    lines.find((line) => /\b[A-Za-z]*error\b.*:/i.test(line)) ??
    lines.find((line) => line !== "") ??
    "failed without a word"
  );
}

function answerOf(cell: Cell): string | undefined {
  return cell && "answer" in cell ? cell.answer : undefined;
}

/** Of an id, so much that one can tell it from another. */
function shorten(answer: string): string {
  return answer.length > 20 ? `${answer.slice(0, 8)}…` : answer;
}
