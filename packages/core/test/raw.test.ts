import { expectTypeOf, test } from "vitest";
import type { RawClient } from "../src/raw.ts";

interface Paths {
  GET: {
    "/jobs": {
      given: { params?: { query?: { page?: number } } };
      data: { ids: string[] };
      error: { code: string };
    };
    "/jobs/{id}": {
      given: { params: { path: { id: string } } };
      data: { id: string };
      error: { code: string };
    };
  };
  POST: {
    "/jobs": { given: { body: { name: string } }; data: { id: string }; error: unknown };
    "/jobs/stop": { given: object; data: undefined; error: { code: string } };
  };
}

declare const raw: RawClient<Paths>;
declare const signal: AbortSignal;

/** Compiled, never run. */
export const calls = {
  list: () => raw.GET("/jobs"),
  get: () => raw.GET("/jobs/{id}", { params: { path: { id: "1" } } }),
  text: () => raw.GET("/jobs", { parseAs: "text" }),
  bytes: () => raw.GET("/jobs/{id}", { params: { path: { id: "1" } }, parseAs: "arrayBuffer" }),
  stop: () => raw.POST("/jobs/stop", { signal, headers: { "x-a": "1", "x-b": null } }),
  all: () => [
    raw.GET("/jobs", { params: { query: { page: 2 } }, signal: null, headers: undefined }),
    raw.POST("/jobs", { body: { name: "a" } }),
  ],
};

export function refused() {
  // @ts-expect-error: there is no such path
  raw.GET("/job");
  // @ts-expect-error: the path has no such method
  raw.GET("/jobs/stop");
  // @ts-expect-error: no path has this method
  raw.DELETE("/jobs");
  // @ts-expect-error: the parameter is missing
  raw.GET("/jobs/{id}");
  // @ts-expect-error: the parameter is missing
  raw.GET("/jobs/{id}", { params: { path: {} } });
  // @ts-expect-error: the parameter has another type
  raw.GET("/jobs/{id}", { params: { path: { id: 1 } } });
  // @ts-expect-error: the parameter is one of another place
  raw.GET("/jobs", { params: { header: { page: 1 } } });
  // @ts-expect-error: the body is missing
  raw.POST("/jobs");
  // @ts-expect-error: the member of the body is misspelt
  raw.POST("/jobs", { body: { nmae: "a" } });
  // @ts-expect-error: an option that would go around the transport
  raw.GET("/jobs", { baseUrl: "http://elsewhere.example" });
  // @ts-expect-error: a body cannot be read as that
  raw.GET("/jobs", { parseAs: "xml" });
}

type Answer<Name extends keyof typeof calls> = Awaited<
  ReturnType<Extract<(typeof calls)[Name], () => Promise<unknown>>>
>;

test("data and error are those of the path", () => {
  expectTypeOf<Answer<"list">["data"]>().toEqualTypeOf<{ ids: string[] } | undefined>();
  expectTypeOf<Answer<"get">["data"]>().toEqualTypeOf<{ id: string } | undefined>();
  expectTypeOf<Answer<"get">["error"]>().toEqualTypeOf<{ code: string } | undefined>();
  expectTypeOf<Answer<"stop">["data"]>().toEqualTypeOf<undefined>();
  expectTypeOf<Answer<"get">["response"]>().toEqualTypeOf<Response>();
});

test("without an error there is data", () => {
  expectTypeOf<Extract<Answer<"get">, { error?: never }>["data"]>().toEqualTypeOf<{ id: string }>();
});

test("data is what the body is read as", () => {
  expectTypeOf<Answer<"text">["data"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Answer<"bytes">["data"]>().toEqualTypeOf<ArrayBuffer | undefined>();
  expectTypeOf<Answer<"bytes">["error"]>().toEqualTypeOf<{ code: string } | undefined>();
});
