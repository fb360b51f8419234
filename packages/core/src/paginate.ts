// For programs that are compiled with an older `lib`.
/// <reference lib="es2018.asynciterable" preserve="true" />
import { type Answer, isRecord } from "./answer.ts";
import { callOperation } from "./by-name.ts";
import type { MakePages, Operation, Pagination } from "./definition.ts";
import { ResponseFormatError } from "./errors.ts";
import { show } from "./field.ts";
import { type CallOptions, checkPageOptions } from "./options.ts";
import { positionOf } from "./position.ts";
import type { Requester } from "./requester.ts";

/** A list, asked for page by page while it is read. Each loop over it begins anew; leaving one asks for no more. */
export interface Pages<Item, Page> extends AsyncIterable<Item> {
  /** The answers themselves. Their items are those that no earlier page had, and no more than `limit` in all. */
  pages(): AsyncIterable<Page>;
}

/** How a list is read. */
export interface PageOptions extends CallOptions {
  /** Ends after so many items, and asks for no more than these. Default `Infinity`. */
  limit?: number | undefined;
  /** Aborts the list, also between two items, with an `AbortError`. */
  signal?: AbortSignal | undefined;
  /** Time for each page in ms, with its retries; what the loop does meanwhile does not count. Default: the client's. */
  timeout?: number | undefined;
}

type Page = Record<string, unknown>;

/** Makes a method that reads a list page by page. Each page is an ordinary call. */
export const paginator: MakePages = (requester, name, operation, pagination) => {
  const { items } = pagination;
  return (given = {}, options: PageOptions = {}) => {
    const begin = () => readPages(requester, name, operation, pagination, given, options);
    return {
      pages: () => ({ [Symbol.asyncIterator]: begin }),
      async *[Symbol.asyncIterator]() {
        for await (const page of begin())
          for (const item of page[items] as unknown[]) {
            // Refused with its own error, and not sent.
            const { signal } = options;
            if (signal?.aborted) await callOperation(requester, name, operation, given, { signal });
            yield item;
          }
      },
    };
  };
};

async function* readPages(
  requester: Requester,
  name: string,
  operation: Operation,
  pagination: Pagination,
  given: object,
  options: PageOptions,
): AsyncGenerator<Page> {
  await requester.begin(name, operation, options, async () => checkPageOptions(options));
  const { limit = Infinity, ...call } = options;
  // What is no object of arguments is for the call to refuse.
  const position = positionOf(operation, pagination, isRecord(given) ? given : {});
  const known = new Set<unknown>();

  for (let left = limit, goesOn = left > 0; goesOn; ) {
    const asked = isRecord(given) ? position.ask(left) : given;
    const answer = await callOperation(requester, name, operation, asked, call);
    const items = itemsOf(answer, requester.provider, name, pagination);
    const fresh = items.filter((item) => !known.has(idOf(item, pagination))).slice(0, left);
    left -= fresh.length;
    // Added once the page is filtered: what comes twice on one page has not moved.
    const ids = fresh.map((item) => idOf(item, pagination)).filter((id) => id !== undefined);
    for (const id of ids) known.add(id);
    const page = answer.data as Page;
    const next = position.advance({ page, count: items.length, hasNewId: ids.length > 0 });
    yield { ...page, [pagination.items]: fresh };
    if (typeof next === "string") throw misshapen(answer, requester.provider, name, next);
    goesOn = next && left > 0;
  }
}

/** The items of an answer; a list without any may be left out or null. */
function itemsOf(answer: Answer, provider: string, name: string, { items: member }: Pagination): unknown[] {
  const { data } = answer;
  const items = isRecord(data) ? (data[member] ?? []) : data;
  if (Array.isArray(items) && items !== data) return items;
  throw misshapen(answer, provider, name, `expected a list in ${member}, got ${show(items)}`);
}

/** By what an item is known again; undefined: by nothing, as where its id is left out, null or empty. */
function idOf(item: unknown, { id }: Pagination): unknown {
  const value = id !== undefined && isRecord(item) ? item[id] : undefined;
  return value === null || value === "" ? undefined : value;
}

function misshapen(
  { raw, requestId, redactor, data }: Answer,
  provider: string,
  operation: string,
  why: string,
) {
  const details = { provider, operation, status: raw.status, requestId, attempts: 1 };
  return new ResponseFormatError(redactor.text(why), { ...details, body: redactor.value(data) });
}
