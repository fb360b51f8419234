/** Whatever is removed from a list while it is read, what stays is given once, and the reading ends. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createSelectedClient,
  type Operation,
  type Pages,
  type Pagination,
  paginator,
} from "../src/index.ts";
import { envelope, service } from "./fixture.ts";

interface Job {
  readonly id: number;
}

const pageSize = 4;
const integer = { in: "query", types: ["integer"] } as const;
const parameters = { limit: { ...integer, maximum: pageSize }, offset: integer, page: integer } as const;

function readerOf(list: Job[], byPage: boolean, onRequest: () => void): AsyncIterable<Job> {
  const position = byPage ? { page: "page" } : { offset: "offset" };
  const pagination: Pagination = {
    ...{ make: paginator, items: "jobs", total: "total", id: "id", size: "limit" },
    ...position,
  };
  const listJobs: Operation = { method: "GET", path: "/jobs", retry: "safe", parameters, pagination };
  const answer = async (url: URL) => {
    onRequest();
    const query = url.searchParams;
    const offset = byPage
      ? (Number(query.get("page") ?? 1) - 1) * pageSize
      : Number(query.get("offset") ?? 0);
    return Response.json({ jobs: list.slice(offset, offset + pageSize), total: list.length });
  };
  const options = { fetch: ((url: string) => answer(new URL(url))) as typeof fetch };
  const setup = {
    service,
    operations: { listJobs },
    options,
    envelope,
    ownOptions: [],
    auth: () => undefined,
  };
  return createSelectedClient<{ paginate: { listJobs(): Pages<Job, unknown> } }>(setup).paginate.listJobs();
}

/** For each item that is given: the place of another to be removed, or whether it is removed itself. */
const removals = fc.array(fc.oneof(fc.nat({ max: 30 }), fc.constantFrom("itself", "none")), {
  maxLength: 40,
});

test("nothing that stays is missed or given twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 30 }), fc.boolean(), removals, async (length, byPage, removed) => {
      const list = Array.from({ length }, (_, id) => ({ id }));
      let requests = 0;
      const seen: number[] = [];
      for await (const job of readerOf(list, byPage, () => requests++)) {
        const what = removed[seen.length] ?? "none";
        seen.push(job.id);
        const place = what === "itself" ? list.findIndex(({ id }) => id === job.id) : what;
        if (typeof place === "number" && place >= 0) list.splice(place, 1);
        if (requests > 200) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(list.map(({ id }) => id)));
      expect(requests).toBeLessThan(100);
    }),
    { numRuns: 300 },
  );
});
