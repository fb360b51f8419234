/**
 * The candidate that a misspelt name was probably meant to be, for "did you mean"; undefined if none is near.
 * `limit` is how many letters may be added, dropped or changed.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  limit = Math.max(2, name.length / 3),
): string | undefined {
  let best: string | undefined;
  let least = limit;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least || (distance === least && best === undefined)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, substituted));
    }
    row = next;
  }
  return row[b.length] as number;
}
