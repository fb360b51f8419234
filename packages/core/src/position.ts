import type { Input, Operation, Pagination } from "./definition.ts";

/** What a page was like. */
export interface ReadPage {
  readonly page: Readonly<Record<string, unknown>>;
  /** How many items it had, and whether the id of any of them was new; without ids, none is. */
  readonly count: number;
  readonly hasNewId: boolean;
}

/** Where a list is being read. */
export interface Position {
  /** The arguments that ask for the page here, with no more items than are wanted if its size can be chosen. */
  ask(wanted: number): object;
  /** Goes to the next page. False: there is none. A text: why it cannot be found. */
  advance(read: ReadPage): boolean | string;
}

/** So many pages in a row without a new item are not the last of it, where no total says where the end is. */
const mostStale = 20;

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
  { offset, page, total }: Pagination,
  inputs: Readonly<Record<string, Input>>,
  given: Arguments,
  most: number | undefined,
  sized: (items?: number) => Arguments,
): Position {
  const name = offset ?? page ?? "";
  const first = offset === undefined ? (inputs[name]?.minimum ?? 1) : 0;
  const start = toCount(given[name]) ?? first;
  let number = start;
  /** How many items one more in `number` leaves behind. */
  let step = offset === undefined ? (most ?? 0) : 1;
  let asked = most;
  let hasTotal: boolean | undefined;
  let lastTotal = 0;
  /** Of the totals; undefined until an item has an id, since without one nothing is known again. */
  let lowest: number | undefined;
  let mayGoBack = false;
  let stale = 0;
  const before = () => (number - first) * step;

  return {
    ask(wanted) {
      // Pages are counted by their size, which must therefore stay.
      asked = offset === undefined || most === undefined ? most : Math.min(most, wanted);
      return number === start ? sized(asked) : { ...sized(asked), [name]: number };
    },

    advance({ page: answer, count, hasNewId }) {
      const told = total === undefined ? undefined : toCount(answer[total]);
      // One that the first page already exceeds does not count the list.
      hasTotal ??= told === undefined || before() + count <= told || count === 0;
      const all = hasTotal ? told : undefined;
      const isFull = asked === undefined || count >= asked;
      // A page that is not the last shows how large pages are, whatever was asked for.
      const isPart = step === 0 || (count < step && before() + count < (all ?? 0));
      if (offset === undefined && count > 0 && isPart) step = count;
      // What is gone has drawn as many items forward onto the pages before. A total that wavers would be followed for
      // ever, so one that has been as low before is not, unless going back has found something new.
      if (hasNewId) {
        mayGoBack = true;
        lowest ??= Infinity;
      }
      const isLower = all !== undefined && lowest !== undefined && all < lowest;
      if (isLower) lowest = all;
      const gone = isLower || mayGoBack ? Math.max(0, lastTotal - (all ?? lastTotal)) : 0;
      lastTotal = all ?? lastTotal;
      if (gone > 0) {
        mayGoBack = false;
        number = Math.max(start, number - Math.ceil(gone / step));
      } else {
        if (count === 0) return false;
        number += offset === undefined ? 1 : count;
      }
      if (all !== undefined) return before() < all;
      stale = hasNewId || lowest === undefined ? 0 : stale + 1;
      return stale < mostStale ? isFull : `expected new items, got none in ${stale} pages`;
    },
  };
}

/** Each page names the next one. */
function chained({ cursor = "", next = "" }: Pagination, sized: (items?: number) => Arguments): Position {
  let here: unknown;
  const seen = new Set<unknown>();
  return {
    ask: () => (here === undefined ? sized() : { ...sized(), [cursor]: here }),
    advance({ page }) {
      here = page[next];
      if (here === undefined || here === null || here === "") return false;
      if (seen.has(here)) return `expected a new ${next}, got one again`;
      seen.add(here);
      return true;
    },
  };
}

/** A count, also one of 64 bits; undefined: what was told is none, as -1 and empty texts are. */
function toCount(value: unknown): number | undefined {
  const isWritten = typeof value === "bigint" || (typeof value === "string" && value.trim() !== "");
  const count = isWritten ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}
