/** Random numbers that are the same in every run: mulberry32. */
export interface Random {
  /** An integer of 0 to `below` - 1. */
  integer(below: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

export function seeded(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return { integer, pick: (items) => items[integer(items.length)] ?? items[0] };
}

/** A signed 64-bit integer, of any length, its limits among them. */
export function randomInt64({ integer, pick }: Random): string {
  const limits = [0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)] as const;
  if (integer(10) === 0) return String(pick(limits));
  const bits = BigInt(integer(2 ** 31)) * 2n ** 32n + BigInt(integer(2 ** 32));
  return String((bits >> BigInt(integer(62))) * (integer(2) === 0 ? 1n : -1n));
}
