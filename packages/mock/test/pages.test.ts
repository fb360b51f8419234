/** The pages of a list, which the mock cuts from the examples of the whole. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../src/operations.ts";
import { type Started, startWithParts } from "../src/started.ts";
import { plainRequest } from "./plain-request.ts";
import { type Located, located, specs } from "./spec.ts";
import { startList, startThings } from "./things.ts";

describe("by offset, in a body, within an envelope", () => {
  let started: Started;
  beforeAll(async () => {
    started = await startThings();
  });
  afterAll(() => started.mock.close());

  /** `Response` of the answer. */
  async function ask(input: object, headers: Record<string, string> = {}) {
    const { mock, behaviour, operations } = started;
    const request = behaviour.sign(
      {
        method: "POST",
        url: new URL(mock.url),
        headers: {
          "content-type": "application/json",
          "x-tc-action": "DescribeThings",
          "x-tc-version": "2017-03-12",
          ...headers,
        },
        body: JSON.stringify(input),
      },
      operations[0] as Started["operations"][number],
    );
    const response = await fetch(request.url, { ...request, body: request.body ?? null });
    expect(response.headers.get("jobwire-violations")).toBeNull();
    return (await response.json()).Response;
  }

  test.each<[object, string[] | null, number]>([
    [{}, ["a", "b", "c", "d"], 5], // 4 are the default
    [{ Offset: 0 }, ["a", "b", "c", "d"], 5],
    [{ Offset: 4 }, ["e"], 5],
    [{ Offset: 5 }, [], 5],
    [{ Offset: 1000, Limit: 100 }, [], 5],
    [{ Limit: 100 }, ["a", "b", "c", "d", "e"], 5],
    [{ Limit: 2 }, ["a", "b"], 5],
    [{ Limit: 2, Offset: 1 }, ["b", "c"], 5],
    [{ Limit: 2, Offset: 4 }, ["e"], 5],
    // The examples of a page are that page, and no other.
    [{ Limit: 2, Offset: 2 }, ["C", "D"], 5],
    [{ Limit: 3, Offset: 2 }, ["c", "d", "e"], 5],
    [{ Limit: 20 }, ["a", "b", "c", "d", "e"], 5],
    [{ Limit: 20, Offset: 2 }, ["c", "d", "e"], 5],
    // What the values choose is a list of its own.
    [{ Ids: ["x", "y", "z"] }, ["x", "y", "z"], 3],
    [{ Ids: ["x", "y", "z"], Offset: 2, Limit: 2 }, ["z"], 3],
    [{ Ids: ["x", "y", "z"], Limit: 20 }, ["x", "y", "z"], 3],
    [{ Ids: ["x", "y", "z"], Offset: 3 }, [], 3],
    [{ Ids: ["none"], Offset: 2 }, null, 0],
  ])("%j", async (input, Things, Total) => {
    expect(await ask(input)).toEqual({ Things, Total, RequestId: expect.any(String) });
  });

  test("a failure is one for every page, and goes before a success that agrees in more", async () => {
    for (const page of [{}, { Offset: 2, Limit: 2 }, { Limit: 20 }, { Comment: "known" }]) {
      expect(await ask({ ...page, Ids: ["unknown"] })).toHaveProperty("Error.Code", "ResourceNotFound");
    }
  });

  test("what was set, and what Prefer asks for, stays whole", async () => {
    const { Things } = await ask({ Offset: 4 }, { prefer: "example=all" });
    expect(Things).toHaveLength(5);
    started.mock.respond("describeThings", { example: "all" });
    expect((await ask({ Offset: 4 })).Things).toHaveLength(5);
    expect((await ask({ Offset: 4 })).Things).toEqual(["e"]);
  });

  test.each([1, 2, 3, 5, 100])("who goes on until a page is empty comes to an end, by %i", async (Limit) => {
    const all: string[] = [];
    for (let page: string[] | undefined; page?.length !== 0 && all.length < 100; all.push(...page)) {
      page = (await ask({ Offset: all.length, Limit })).Things as string[];
    }
    expect(all.map((thing) => thing.toLowerCase())).toEqual(["a", "b", "c", "d", "e"]);
  });
});

describe("by parameters of the query", () => {
  const query = (name: string, schema: object, examples?: object) => ({
    name,
    in: "query",
    schema: { type: "integer", ...schema },
    ...(examples && { examples }),
  });

  async function pagesOf(pagination: object, parameters: object[], queries: string[]) {
    const { mock } = await startList(pagination, parameters);
    const pages = await Promise.all(
      queries.map(async (text) => {
        const response = await fetch(`${mock.url}/things?${text}`);
        expect(response.headers.get("jobwire-violations")).toBeNull();
        return (await response.json()).things.join("");
      }),
    );
    await mock.close();
    return pages;
  }

  const size = query("size", { minimum: 1, maximum: 10, default: 2 });

  test("pages from 1 on", async () => {
    const queries = ["", "page=1", "page=2", "page=3", "page=4", "page=2&size=3", "size=10"];
    const page = query("page", { minimum: 1, default: 1 });
    const pages = await pagesOf({ page: "page", size: "size" }, [page, size], queries);
    expect(pages).toEqual(["ab", "ab", "cd", "e", "", "de", "abcde"]);
  });

  test("pages from 0 on", async () => {
    const queries = ["", "page=0", "page=1", "page=3"];
    const page = query("page", { minimum: 0 });
    expect(await pagesOf({ page: "page", size: "size" }, [page, size], queries)).toEqual([
      "ab",
      "ab",
      "cd",
      "",
    ]);
  });

  test("pages whose size nobody tells: the first is all", async () => {
    const queries = ["", "page=1", "page=2"];
    expect(await pagesOf({ page: "page" }, [query("page", {})], queries)).toEqual(["abcde", "abcde", ""]);
  });

  test("an offset of which the spec says nothing more", async () => {
    const queries = ["", "offset=0", "offset=3", "offset=3&size=1"];
    const parameters = [query("offset", {}), size];
    const pages = await pagesOf({ offset: "offset", size: "size" }, parameters, queries);
    expect(pages).toEqual(["ab", "ab", "de", "d"]);
  });

  test("a cursor: what comes after it, examples alone tell", async () => {
    const cursor = { ...query("after", {}, { later: { value: "n2" } }), schema: { type: "string" } };
    const parameters = [cursor, size];
    const pages = await pagesOf({ cursor: "after", next: "next", size: "size" }, parameters, [
      "",
      "after=n2",
      "size=1",
    ]);
    expect(pages).toEqual(["abcde", "later", "abcde"]);
  });
});

interface List {
  provider: string;
  list: Located;
  items: string;
  offset: string;
  size: string;
}

/** The lists of the specs that go by an offset in their body. */
const lists = [...specs].flatMap(([provider, spec]) =>
  located(spec).flatMap((list): List[] => {
    const { items = "", offset, size } = list.operation["x-pagination"] ?? {};
    const inBody = list.operation.requestBody?.content["application/json"] !== undefined;
    return offset === undefined || size === undefined || !inBody
      ? []
      : [{ provider, list, items, offset, size }];
  }),
);

describe.each(lists)(
  "$list.operation.operationId of $provider",
  ({ provider, list, items, offset, size }) => {
    test("its pages, those of its examples among them, are the whole list, by whatever size", async () => {
      const { mock, behaviour, operations } = await startWithParts(provider, {});
      await using _stopped = mock;
      const operation = operations.find(({ name }) => name === list.operation.operationId) as Operation;
      const { url, headers, body = "" } = plainRequest(list, mock.url, undefined);
      const { [offset]: _offset, [size]: _size, ...rest } = JSON.parse(String(body));
      const ask = async (page: object): Promise<unknown[]> => {
        const given = { method: "POST", url, headers, body: JSON.stringify({ ...rest, ...page }) };
        const { headers: signed, body = null } = behaviour.sign(given, operation);
        const response = await mock.fetch(url, { method: "POST", headers: signed, body });
        expect(mock.violations).toEqual([]);
        const answer = await response.json();
        return (answer.Response ?? answer)[items];
      };
      const whole = await ask({});
      expect(whole.length).toBeGreaterThan(1);
      for (const length of [1, 2, whole.length]) {
        const all: unknown[] = [];
        for (let page: unknown[] | undefined; page?.length !== 0 && all.length < 100; all.push(...page)) {
          page = await ask({ [offset]: all.length, [size]: length });
        }
        expect(all).toEqual(whole);
      }
    });
  },
);
