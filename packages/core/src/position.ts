import type { Input, Operation, Pagination } from "./definition.ts";

/** What a page was like. */
export interface ReadPage {
  readonly page: Readonly<Record<string, unknown>>;
  /** How many items it had, and whether any of them was new. */
  readonly count: number;
  readonly hasFresh: boolean;
}

/** Where a list is being read. */
export interface Position {
  /** The arguments that ask for the page here, with no more items than are wanted if its size can be chosen. */
  ask(wanted: number): object;
  /** Goes to the next page. False: there is none. A text: why it cannot be found. */
  advance(read: ReadPage): boolean | string;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The beginning of a list, or where the arguments say that it is to be begun. */
export function positionOf(operation: Operation, pagination: Pagination, given: Arguments): Position {
  const inputs: Readonly<Record<string, Input>> = { ...operation.parameters, ...operation.body?.members };
  const { cursor, size } = pagination;
  const largest = size === undefined ? undefined : (given[size] ?? inputs[size]?.maximum);
  // What is no number is for the call to refuse.
  const most = typeof largest === "number" ? largest : undefined;
  const sized = (items = most) =>
    size === undefined || items === undefined ? given : { ...given, [size]: items };
  return cursor === undefined ? counted(pagination, inputs, given, most, sized) : chained(pagination, sized);
}

/** `most` is the number of items that a page is asked for; undefined: as many as the provider likes. */
function counted(
  { offset, page, total, id }: Pagination,
  inputs: Readonly<Record<string, Input>>,
  given: Arguments,
  most: number | undefined,
  sized: (items?: number) => Arguments,
): Position {
  const name = offset ?? page ?? "";
  const first = offset === undefined ? (inputs[name]?.minimum ?? 1) : 0;
  const begun = given[name];
  const start = typeof begun === "number" ? begun : first;
  let number = start;
  /** How many items are on the pages before this one; known from the first page on. */
  let before = offset === undefined ? (start - first) * (most ?? 0) : start;
  let asked = most;
  let lastTotal = 0;
  let mayGoBack = true;

  return {
    ask(wanted) {
      // Pages are counted by their size, which must therefore stay.
      asked = offset === undefined || most === undefined ? most : Math.min(most, wanted);
      return number === start ? sized(asked) : { ...sized(asked), [name]: number };
    },

    advance({ page: answer, count, hasFresh }) {
      const all = total === undefined ? undefined : toCount(answer[total]);
      // What is gone has drawn as many items forward onto the pages before. Going back without finding a new one is
      // not repeated, or a total that wavers would be followed for ever.
      mayGoBack = id !== undefined && (mayGoBack || hasFresh);
      const gone = mayGoBack && all !== undefined ? Math.max(0, lastTotal - all) : 0;
      if (gone > 0) mayGoBack = false;
      lastTotal = all ?? lastTotal;
      if (count === 0 && gone === 0) return false;
      if (offset !== undefined) {
        before = gone > 0 ? Math.max(start, before - gone) : before + count;
        number = before;
      } else if (gone > 0) {
        const size = most ?? count;
        number = Math.max(start, number - Math.ceil(gone / size));
        before = (number - first) * size;
      } else {
        number++;
        before += count;
      }
      return all === undefined ? asked === undefined || count >= asked : before < all;
    },
  };
}

/** Each page names the next one. */
function chained({ cursor = "", next = "" }: Pagination, sized: (items?: number) => Arguments): Position {
  let here: unknown;
  return {
    ask: () => (here === undefined ? sized() : { ...sized(), [cursor]: here }),
    advance({ page }) {
      const following = page[next];
      if (following === undefined || following === null || following === "") return false;
      if (following === here) return `expected a new ${next}, got the same again`;
      here = following;
      return true;
    },
  };
}

function toCount(value: unknown): number | undefined {
  const count = typeof value === "string" ? Number(value) : value;
  return Number.isSafeInteger(count) ? (count as number) : undefined;
}
