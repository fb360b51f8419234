import { describe, expect, test } from "vitest";
import {
  AbortError,
  createSelectedClient,
  InvalidArgumentError,
  NotFoundError,
  type Operation,
  type PageOptions,
  type Pages,
  type Pagination,
  paginator,
  ResponseFormatError,
  TimeoutError,
} from "../src/index.ts";
import { envelope, service } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, type Received, startServer } from "./server.ts";

interface Job {
  readonly id: number | string;
}

interface JobPage {
  readonly jobs: Job[];
  readonly total?: number;
}

type List = (given?: unknown, options?: PageOptions) => Pages<Job, JobPage>;

const byOffset: Pagination = {
  make: paginator,
  ...{ items: "jobs", total: "total", id: "id", offset: "offset", size: "limit" },
};
const { id: _, ...anonymous } = byOffset;
const { total: __, ...uncounted } = byOffset;
const byPage: Pagination = {
  make: paginator,
  ...{ items: "jobs", total: "total", id: "id", page: "page", size: "limit" },
};
const byCursor: Pagination = {
  make: paginator,
  items: "jobs",
  cursor: "marker",
  next: "next",
  size: "limit",
};

const number = { in: "query", types: ["integer"], minimum: 0 } as const;

function operationOf(pagination: Pagination, firstPage = 1): Operation {
  const parameters = {
    limit: { ...number, minimum: 1, maximum: 10 },
    offset: number,
    page: { ...number, minimum: firstPage },
    marker: { in: "query", types: ["string"] },
    state: { in: "query", types: ["string"] },
  } as const;
  return { method: "GET", path: "/jobs", retry: "safe", parameters, pagination };
}

function listAt(baseUrl: string, operation: Operation): List {
  const setup = {
    service,
    operations: { listJobs: operation },
    envelope,
    ownOptions: [],
    auth: () => undefined,
  };
  return createSelectedClient<{ paginate: { listJobs: List } }>({ ...setup, options: { baseUrl } }).paginate
    .listJobs;
}

const jobs = (from: number, to: number): Job[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i }));
const ids = (list: readonly Job[]) => list.map(({ id }) => Number(id));
const range = (from: number, to: number) => ids(jobs(from, to));

/** What a request asks for, as `offset` or `page` and `limit`. */
const queries = (requests: readonly Received[]) => requests.map(({ url }) => url.split("?")[1] ?? "");

/** Serves a list that may change meanwhile, by offsets or by pages. */
async function serve(list: Job[], told: (body: JobPage) => object = (body) => body, firstPage = 1) {
  const server = await startServer((response, { url }) => {
    const query = new URL(url, "http://localhost").searchParams;
    const limit = Number(query.get("limit") ?? 10);
    const page = query.get("page");
    const offset = page === null ? Number(query.get("offset") ?? 0) : (Number(page) - firstPage) * limit;
    json(response, told({ jobs: list.slice(offset, offset + limit), total: list.length }));
  });
  return { ...server, asked: () => queries(server.requests) };
}

async function read(pages: AsyncIterable<Job>): Promise<number[]> {
  const found: Job[] = [];
  for await (const job of pages) found.push(job);
  return ids(found);
}

describe("by offset", () => {
  test("asks for pages of the largest size, and for no page beyond the total", async () => {
    const server = await serve(jobs(1, 20));
    const list = listAt(server.url, operationOf(byOffset))({ state: "done" });
    expect(await read(list)).toEqual(range(1, 20));
    expect(server.asked()).toEqual(["state=done&limit=10", "state=done&limit=10&offset=10"]);
  });

  test("an empty list is asked for once, whether it is an empty array, null or left out", async () => {
    for (const nothing of [{ jobs: [] }, { jobs: null }, {}]) {
      const server = await serve([], () => ({ ...nothing, total: 0 }));
      expect(await read(listAt(server.url, operationOf(byOffset))())).toEqual([]);
      expect(server.requests).toHaveLength(1);
    }
  });

  test("begins where the caller says, with pages of the caller's size", async () => {
    const server = await serve(jobs(1, 20));
    const list = listAt(server.url, operationOf(byOffset));
    expect(await read(list({ offset: 12, limit: 6 }))).toEqual(range(13, 20));
    expect(server.asked()).toEqual(["offset=12&limit=6", "offset=18&limit=6"]);
  });

  test("begins at an offset of 64 bits, however it is given", async () => {
    const operation = operationOf(byOffset);
    const wide = { in: "query", types: ["integer"], shape: "int64" } as const;
    for (const offset of [3, "3", 3n]) {
      const server = await serve(jobs(1, 20));
      const list = listAt(server.url, {
        ...operation,
        parameters: { ...operation.parameters, offset: wide },
      });
      expect(await read(list({ offset }))).toEqual(range(4, 20));
      expect(server.asked()).toEqual(["offset=3&limit=10", "offset=13&limit=10"]);
    }
  });

  test("goes on behind what came, where the provider gives less than was asked for", async () => {
    const list = jobs(1, 10);
    const server = await serve(list, ({ jobs, total }) => ({ jobs: jobs.slice(0, 4), total }));
    expect(await read(listAt(server.url, operationOf(byOffset))())).toEqual(range(1, 10));
    expect(server.asked()).toEqual(["limit=10", "limit=10&offset=4", "limit=10&offset=8"]);
  });

  test("without a total, a page that is not full is the last", async () => {
    const server = await serve(jobs(1, 13), ({ jobs }) => ({ jobs }));
    expect(await read(listAt(server.url, operationOf(uncounted))())).toEqual(range(1, 13));
    expect(server.requests).toHaveLength(2);
  });

  test("the same page again and again is an error, where no total says that it is the last", async () => {
    const server = await serve(jobs(1, 10), () => ({ jobs: jobs(1, 10) }));
    const error = await rejection(read(listAt(server.url, operationOf(uncounted))()));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error.message).toBe("acme listJobs: 200: expected new items, got none in 20 pages");
    expect(server.requests).toHaveLength(21);
  });

  test("a total that promises more than there is ends with the first empty page", async () => {
    const server = await serve(jobs(1, 10), ({ jobs }) => ({ jobs, total: 15 }));
    expect(await read(listAt(server.url, operationOf(byOffset))())).toEqual(range(1, 10));
    expect(server.requests).toHaveLength(2);
  });

  test("a total that does not count the list is not gone by", async () => {
    for (const total of [-1, 0, "", " ", "many", 5]) {
      const server = await serve(jobs(1, 35), ({ jobs }) => ({ jobs, total }));
      expect(await read(listAt(server.url, operationOf(byOffset))())).toEqual(range(1, 35));
      expect(server.requests).toHaveLength(4);
    }
  });

  test("each loop begins anew, and leaving it asks for no more", async () => {
    const server = await serve(jobs(1, 30));
    const list = listAt(server.url, operationOf(byOffset))();
    expect(server.requests).toHaveLength(0);
    for await (const job of list) if (job.id === 5) break;
    for await (const job of list) if (job.id === 15) break;
    expect(server.asked()).toEqual(["limit=10", "limit=10", "limit=10&offset=10"]);
    const pages = list.pages();
    for (const _ of [1, 2]) {
      const sizes: number[] = [];
      for await (const { jobs } of pages) sizes.push(jobs.length);
      expect(sizes).toEqual([10, 10, 10]);
    }
  });
});

describe("pages", () => {
  test("are the answers themselves", async () => {
    const server = await serve(jobs(1, 12), (body) => ({ ...body, region: "north" }));
    const pages: JobPage[] = [];
    for await (const page of listAt(server.url, operationOf(byOffset))().pages()) pages.push(page);
    expect(pages).toEqual([
      { jobs: jobs(1, 10), total: 12, region: "north" },
      { jobs: jobs(11, 12), total: 12, region: "north" },
    ]);
  });

  test("have no more items than the limit in all", async () => {
    const server = await serve(jobs(1, 30));
    const sizes: number[] = [];
    const list = listAt(server.url, operationOf(byOffset))({}, { limit: 14 });
    for await (const page of list.pages()) sizes.push(page.jobs.length);
    expect(sizes).toEqual([10, 4]);
  });
});

describe("the limit", () => {
  test("asks for no more than is wanted", async () => {
    const server = await serve(jobs(1, 30));
    expect(await read(listAt(server.url, operationOf(byOffset))({}, { limit: 13 }))).toEqual(range(1, 13));
    expect(server.asked()).toEqual(["limit=10", "limit=3&offset=10"]);
  });

  test("of a full page asks for no second, and of none for nothing", async () => {
    const server = await serve(jobs(1, 30));
    const list = listAt(server.url, operationOf(byOffset));
    expect(await read(list({}, { limit: 0 }))).toEqual([]);
    expect(server.requests).toHaveLength(0);
    expect(await read(list({}, { limit: 10 }))).toHaveLength(10);
    expect(server.requests).toHaveLength(1);
  });

  test("counts what is new, where the provider gives more than was asked for", async () => {
    const server = await serve(jobs(1, 30), ({ total }) => ({ jobs: jobs(1, 10), total }));
    expect(await read(listAt(server.url, operationOf(byOffset))({}, { limit: 3 }))).toEqual([1, 2, 3]);
  });
});

describe("items that move between pages", () => {
  test("are given once, when new ones push them back", async () => {
    const list = jobs(1, 20);
    const server = await serve(list);
    const seen: number[] = [];
    for await (const { id } of listAt(server.url, operationOf(byOffset))()) {
      if (id === 10) list.unshift({ id: 101 }, { id: 102 });
      seen.push(Number(id));
    }
    expect(seen).toEqual(range(1, 20));
  });

  test("are not missed when others before them go, as when the loop deletes what it is given", async () => {
    const list = jobs(1, 35);
    const server = await serve(list);
    const seen: number[] = [];
    for await (const job of listAt(server.url, operationOf(byOffset))()) {
      seen.push(Number(job.id));
      list.splice(
        list.findIndex(({ id }) => id === job.id),
        1,
      );
    }
    expect(seen.sort((one, other) => one - other)).toEqual(range(1, 35));
    expect(list).toEqual([]);
  });

  test("are not missed where whole pages go at once, by page numbers too", async () => {
    for (const pagination of [byOffset, byPage]) {
      const list = jobs(1, 40);
      const server = await serve(list);
      const seen: number[] = [];
      for await (const page of listAt(server.url, operationOf(pagination))().pages()) {
        seen.push(...ids(page.jobs));
        for (const { id } of page.jobs)
          list.splice(
            list.findIndex((job) => job.id === id),
            1,
          );
      }
      expect(seen.sort((one, other) => one - other)).toEqual(range(1, 40));
    }
  });

  test("are not missed where more than a page before them goes", async () => {
    for (const pagination of [byOffset, byPage]) {
      const list = jobs(1, 50);
      const server = await serve(list);
      const seen: number[] = [];
      for await (const { id } of listAt(server.url, operationOf(pagination))()) {
        if (seen.push(Number(id)) === 20) list.splice(0, 15);
      }
      expect(seen.sort((one, other) => one - other)).toEqual(range(1, 50));
    }
  });

  test("are never looked for behind where the caller began", async () => {
    const list = jobs(1, 20);
    const server = await serve(list);
    const seen: number[] = [];
    for await (const { id } of listAt(server.url, operationOf(byOffset))({ offset: 5, limit: 5 })) {
      if (id === 10) list.splice(0, 12);
      seen.push(Number(id));
    }
    expect(seen).toEqual([...range(6, 10), ...range(18, 20)]);
    expect(server.asked()).toEqual(["offset=5&limit=5", "offset=10&limit=5", "offset=5&limit=5"]);
  });

  test("a total that wavers is not followed for ever", async () => {
    let count = 0;
    const server = await serve(jobs(1, 30), ({ jobs }) => ({ jobs, total: ++count % 2 ? 30 : 20 }));
    expect(await read(listAt(server.url, operationOf(byOffset))())).toEqual(range(1, 20));
    expect(server.requests.length).toBeLessThan(8);
  });

  test("are as they come, where nothing tells them apart", async () => {
    const list = jobs(1, 12);
    const server = await serve(list);
    const seen: number[] = [];
    for await (const { id } of listAt(server.url, operationOf(anonymous))()) {
      if (id === 10) list.splice(0, 1);
      seen.push(Number(id));
    }
    expect(seen).toEqual([...range(1, 10), 12]);
  });
});

describe("items without an id of their own", () => {
  /** Eight items, whatever their ids. */
  const read8 = async (list: object[], total: (request: number) => number) => {
    let count = 0;
    const server = await serve(list as Job[], ({ jobs }) => ({ jobs, total: total(++count) }));
    let items = 0;
    for await (const _ of listAt(server.url, operationOf(byOffset))({ limit: 4 })) if (++items === 50) break;
    return items;
  };

  test("are all given, whether the id is empty, null, left out or that of another on the page", async () => {
    for (const item of [{ id: "" }, { id: null }, {}])
      expect(await read8(Array(8).fill(item), () => 8)).toBe(8);
    expect(
      await read8(
        [1, 1, 2, 3, 4, 4, 5, 6].map((id) => ({ id })),
        () => 8,
      ),
    ).toBe(8);
  });

  test("are not gone back to, since they would come again", async () => {
    expect(await read8(Array(12).fill({ id: null }), (request) => (request % 2 ? 12 : 9))).toBe(12);
  });
});

describe("by page number", () => {
  test("counts from the input's minimum, with pages of one size", async () => {
    for (const first of [0, 1]) {
      const server = await serve(jobs(1, 25), undefined, first);
      const list = listAt(server.url, operationOf(byPage, first));
      expect(await read(list({}, { limit: 22 }))).toEqual(range(1, 22));
      expect(server.asked()).toEqual([
        "limit=10",
        `limit=10&page=${first + 1}`,
        `limit=10&page=${first + 2}`,
      ]);
    }
  });

  test("asks for no page beyond the total, from wherever it begins", async () => {
    const server = await serve(jobs(1, 20));
    expect(await read(listAt(server.url, operationOf(byPage))({ page: 2 }))).toEqual(range(11, 20));
    expect(server.asked()).toEqual(["page=2&limit=10"]);
  });

  test("misses nothing where the provider's pages are smaller than was asked for", async () => {
    const list = jobs(1, 35);
    const server = await startServer((response, { url }) => {
      const page = Number(new URL(url, "http://localhost").searchParams.get("page") ?? 1);
      json(response, { jobs: list.slice(4 * page - 4, 4 * page), total: list.length });
    });
    expect(await read(listAt(server.url, operationOf(byPage))({ page: 3 }))).toEqual(range(9, 35));
  });
});

describe("by cursor", () => {
  const serveChain = (...next: (string | null)[]) =>
    startServer((response, _, count) =>
      json(response, { jobs: [{ id: count }], next: next[Math.min(count, next.length) - 1] }),
    );

  test("follows what each answer names, to the one that names none", async () => {
    for (const end of [null, ""]) {
      const server = await serveChain("b", "c", end);
      expect(await read(listAt(server.url, operationOf(byCursor))())).toEqual([1, 2, 3]);
      expect(queries(server.requests)).toEqual(["limit=10", "limit=10&marker=b", "limit=10&marker=c"]);
    }
  });

  test("that does not go on is an error, and no endless loop", async () => {
    for (const circle of [
      ["b", "b"],
      ["b", "c", "b"],
    ]) {
      const server = await serveChain(...circle);
      const error = await rejection(read(listAt(server.url, operationOf(byCursor))()));
      expect(error).toBeInstanceOf(ResponseFormatError);
      expect(error.message).toBe("acme listJobs: 200: expected a new next, got one again");
      expect(server.requests).toHaveLength(circle.length);
    }
  });
});

describe("what can go wrong", () => {
  test("an error of a page ends the list, after the items of those before", async () => {
    const server = await startServer((response, _, count) => {
      if (count === 1) return json(response, { jobs: jobs(1, 10), total: 20 });
      json(response, { error: { code: "Gone", message: "no such list" } }, 404);
    });
    const seen: number[] = [];
    const error = await rejection(
      (async () => {
        for await (const { id } of listAt(server.url, operationOf(byOffset))()) seen.push(Number(id));
      })(),
    );
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.operation).toBe("listJobs");
    expect(seen).toEqual(range(1, 10));
  });

  test("an answer without a list is an error that names its member", async () => {
    const server = await startServer((response) => json(response, { jobs: "many" }));
    const error = await rejection(read(listAt(server.url, operationOf(byOffset))()));
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error.message).toBe('acme listJobs: 200: expected a list in jobs, got "many"');
    expect(error.body).toEqual({ jobs: "many" });
  });

  test("wrong options and arguments are refused, and nothing is sent", async () => {
    const server = await serve([]);
    const list = listAt(server.url, operationOf(byOffset));
    const refusals: [Pages<Job, JobPage>, string][] = [
      [list({}, { limit: -1 }), "limit: expected a number of items, from 0, got -1"],
      [list({}, { limit: 1.5 }), "limit: expected a number of items, from 0, got 1.5"],
      [list({}, { limits: 3 } as PageOptions), 'unknown option "limits"; did you mean "limit"?'],
      [list({ limit: 11 }), "limit: expected at most 10, got 11"],
      [list({ limit: "ten" }), 'limit: expected integer, got "ten"'],
      [list({ offset: "ten" }), 'offset: expected integer, got "ten"'],
      [list(null), "arguments: expected an object, got null"],
      [list({ stat: "done" }), 'unknown argument "stat"; did you mean "state"?'],
      [list([]), "arguments: expected an object, got []"],
      [list("done"), 'arguments: expected an object, got "done"'],
    ];
    for (const [pages, message] of refusals) {
      const error = await rejection(read(pages));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error.message).toBe(`acme listJobs: ${message}`);
    }
    expect(server.requests).toHaveLength(0);
  });

  test("each page has the whole timeout, which the loop does not use up", async () => {
    const server = await serve(jobs(1, 20));
    const seen: unknown[] = [];
    for await (const page of listAt(server.url, operationOf(byOffset))({}, { timeout: 400 }).pages()) {
      seen.push(page);
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    expect(seen).toHaveLength(2);
    const silent = await startServer(() => {});
    const error = await rejection(read(listAt(silent.url, operationOf(byOffset))({}, { timeout: 50 })));
    expect(error).toBeInstanceOf(TimeoutError);
  });

  test("the signal ends it between two items as well as during a page", async () => {
    const server = await serve(jobs(1, 20));
    const controller = new AbortController();
    const list = listAt(server.url, operationOf(byOffset))({}, { signal: controller.signal, limit: 9 });
    const seen: number[] = [];
    const error = await rejection(
      (async () => {
        for await (const { id } of list) {
          seen.push(Number(id));
          if (id === 3) controller.abort("enough");
        }
      })(),
    );
    expect(error).toBeInstanceOf(AbortError);
    expect(error.cause).toBe("enough");
    expect(seen).toEqual([1, 2, 3]);
    expect(server.requests).toHaveLength(1);

    const silent = await startServer(() => {});
    const waiting = new AbortController();
    setTimeout(() => waiting.abort(), 20);
    const hanging = listAt(silent.url, operationOf(byOffset))({}, { signal: waiting.signal });
    expect(await rejection(read(hanging))).toBeInstanceOf(AbortError);
  });
});
