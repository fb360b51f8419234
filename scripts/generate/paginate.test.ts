/** `x-pagination`: the table and the method of a list that comes in pages. */
import { expect, test } from "vitest";
import { printClient } from "./client.ts";
import { answering, documentOf, int64, json, lists, text, withMembers } from "./document-of.ts";
import { specTables } from "./operations.ts";
import { printTables } from "./print-tables.ts";

const Job = withMembers({ id: int64 });
const listed = (more?: object) => documentOf(lists(more), { schemas: { Job } });
const commentOf = (client: string) => {
  const paginate = client.slice(client.indexOf("interface Paginate"));
  return paginate.slice(0, paginate.indexOf("*/")).replace(/\s*\n\s*\*?\s*/g, " ");
};

test("says in the table where all stands, and who makes the method", () => {
  const { operations } = printTables(specTables("things", listed()));
  expect(operations).toContain('import { type Operation, paginator } from "@jobwire/core";');
  expect(operations.replace(/\s+/g, " ")).toContain(
    'pagination: { make: paginator, items: "jobs", total: "count", id: "id", offset: "from", size: "limit", }, };',
  );
  const { change } = specTables(
    "things",
    listed({ offset: undefined, cursor: "from", next: "after" }),
  ).operations;
  expect(change?.pagination).toEqual({
    items: "jobs",
    total: "count",
    id: "id",
    cursor: "from",
    next: "after",
    size: "limit",
  });
});

test("has a method beside those that call once", () => {
  const client = printClient("things", listed());
  expect(client).toContain("  readonly paginate: Paginate;\n");
  expect(client).toContain("  change(given?: ChangeArguments, options?: CallOptions): Call<ChangeResult>;\n");
  expect(client.slice(client.indexOf("interface Paginate"))).toContain(
    '  change(given?: ChangeArguments, options?: PageOptions): Pages<Schemas["Job"], ChangeResult>;\n}',
  );
  expect(client).toContain("import type { Call, CallOptions, PageOptions, Pages, RawClient } from");
});

test("says what is asked for, and what becomes of items that move", () => {
  const comment = commentOf(printClient("things", listed()));
  expect(comment).toContain("Change: every item of `jobs`, from as many pages of `change` as it takes.");
  expect(comment).toContain("from the first one, or from the `from` that is given.");
  expect(comment).toContain("`limit` is 50 unless given");
  expect(comment).toContain("left out: it is known by its `id`. When `count` has become less, it goes back");
});

test.each([
  ["no id", { id: undefined }, "items that move between pages come twice, or not at all."],
  ["no total", { total: undefined }, "If items are removed meanwhile, others may be missed."],
  ["a cursor", { offset: undefined, cursor: "from", next: "after" }, "known by its `id`. "],
])("promises no more with %s", (_, more, text) => {
  const comment = commentOf(printClient("things", listed(more)));
  expect(comment).toContain(text);
  expect(comment).not.toContain("goes back");
});

test("leaves its errors to the operation, and names the same page", () => {
  const code = { code: "Busy", status: 409, kind: "Conflict", description: "Later." };
  const externalDocs = { url: "https://things.example/docs" };
  const operation = { ...lists(), externalDocs, deprecated: true, "x-error-codes": [code] };
  const client = printClient("things", documentOf(operation, { schemas: { Job } }));
  expect(commentOf(client)).toMatch(
    /@throws as `\w+` does, when a page is asked for\. @see https:\/\/things\.example\/docs @deprecated/,
  );
  expect(client.match(/@throws ConflictError `Busy`: Later\./g)).toHaveLength(1);
});

test("finds items without a name in the answer, and its size in the body", () => {
  const jobs = { type: "array", items: withMembers({ id: text }) };
  const requestBody = json(withMembers({ limit: { type: "integer", maximum: 20 }, from: int64 }));
  const envelope = { ...withMembers({ data: withMembers({ jobs }) }), "x-envelope": "data" };
  const operation = { ...lists(), parameters: [], requestBody, ...answering(envelope) };
  const client = printClient("things", documentOf(operation));
  expect(client).toContain('Pages<NonNullable<ChangeResult["jobs"]>[number], ChangeResult>');
  expect(commentOf(client)).toContain("`limit` is 20 unless given");
});

test("without one, nothing of it is there, whatever texts say", () => {
  const document = documentOf({ description: "Pages and PageOptions of RawClient and Int64Input." });
  const client = printClient("things", document);
  expect(client).not.toMatch(/[Pp]aginate|import .*(Page|Int64)/);
  expect(printTables(specTables("things", document)).operations).not.toContain("paginat");
});
