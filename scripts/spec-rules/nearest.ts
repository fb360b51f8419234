/** The known word that a misspelt one probably meant, for "did you mean". */

export function nearest(word: string, known: Iterable<string>): string {
  const ranked = [...known].map((candidate) => ({ candidate, distance: distance(word, candidate) }));
  return ranked.reduce((best, next) => (next.distance < best.distance ? next : best)).candidate;
}

/** Levenshtein: how many letters must be added, dropped or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [done, letter] of [...from].entries()) {
    const next = [done + 1];
    for (const [index, other] of [...to].entries()) {
      const change = (row[index] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[index + 1] as number) + 1, (next[index] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
