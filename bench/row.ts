/** What was measured of one subject. */
export interface Row {
  /** Rows of a group are compared with each other: those of one API, or of one kind of server. */
  readonly group: string;
  readonly name: string;
  /** By what it is, with its unit, such as `import ms`. */
  readonly values: Readonly<Record<string, number>>;
  /** What it consists of, largest first; of a bundle, its files with their bytes. */
  readonly parts?: readonly { readonly path: string; readonly bytes: number }[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** How a subject compares with another: the median over the rounds, as what disturbs a round disturbs both. */
export function ratio(values: readonly number[], others: readonly number[]): number {
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}
