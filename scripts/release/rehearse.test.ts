import { access } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publishedPackages } from "./packages.ts";
import { calls } from "./rehearsal/calls.ts";
import { compared, firstLine, table } from "./rehearsal/matrix.ts";

test("every package that is published has a call, and every call a package", async () => {
  const folders = (await publishedPackages()).map(({ folder }) => folder);
  expect(Object.keys(calls)).toEqual(folders);
  for (const folder of folders) await access(join(import.meta.dirname, "rehearsal/calls", `${folder}.ts`));
});

describe("the matrix", () => {
  test("takes for a failure what one runtime alone answers", () => {
    const rows = compared([
      { runtime: "Node", cells: [{ failure: "no" }, undefined] },
      { runtime: "Bun", cells: [{ answer: "a" }, { answer: "b" }] },
      { runtime: "Deno", cells: [{ answer: "a" }, { answer: "c" }] },
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      [{ failure: "no" }, undefined],
      [{ answer: "a" }, { answer: "b" }],
      [{ answer: "a" }, { failure: "answered c, and under Bun b" }],
    ]);
  });

  test("numbers failures, the same one once", () => {
    const rows = [
      { runtime: "Node", cells: [{ failure: "x.js:1\nTypeError: one" }, { answer: "status 204" }] },
      { runtime: "Bun", cells: [{ failure: "RangeError: two" }, undefined] },
      {
        runtime: "Deno",
        cells: [{ failure: "TypeError: one\n    at x.js" }, { answer: "0123456789abcdef01234" }],
      },
    ];
    expect(table(rows)).toEqual({
      lines: [
        ["Node", "FAILED (1)", "status 204"],
        ["Bun", "FAILED (2)", "–"],
        ["Deno", "FAILED (1)", "01234567…"],
      ],
      failures: ["TypeError: one", "RangeError: two"],
    });
  });

  test.each([
    [
      "node:internal/x:1\n    throw e;\n    ^\n\nError [ERR_X]: no such package\n    at y",
      "Error [ERR_X]: no such package",
    ],
    ["error: Uncaught (in promise) TypeError: x", "error: Uncaught (in promise) TypeError: x"],
    ["\n  still running after 60 s", "still running after 60 s"],
    ["", "failed without a word"],
  ])("shows of a failure the line that names it: %j", (text, line) => {
    expect(firstLine(text)).toBe(line);
  });
});
