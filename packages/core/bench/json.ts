/** What exact numbers cost, beside `JSON.parse` and `JSON.stringify`: `npm run bench -w @jobwire/core`. */
import type { Shape } from "../src/definition.ts";
import { parseJson, stringifyJson } from "../src/json.ts";
import { decode, encode } from "../src/shape.ts";

const shape: Shape = { jobs: [{ id: "int64", done: "boolean" }] };

/** A list of jobs as text of about so many bytes; every id is written by `id`. */
function jobs(bytes: number, id: (i: number) => string): string {
  const items: string[] = [];
  for (let size = 0; size < bytes; size += items.at(-1)?.length ?? 0) {
    items.push(`{"id":${id(items.length)},"name":"job \\"${items.length}\\"","done":"true","ratio":0.25}`);
  }
  return `{"jobs":[${items.join()}]}`;
}

/** The median of several runs, in ms. */
function measure(run: () => unknown): number {
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[7] ?? Number.NaN;
}

const bodies = {
  "1 KB, short ids": jobs(1_000, (i) => String(i)),
  "1 KB, long ids": jobs(1_000, (i) => `90071992547409${i + 10}`),
  "10 MB, short ids": jobs(10_000_000, (i) => String(i)),
  "10 MB, long ids": jobs(10_000_000, (i) => `9007199254${1_000_000 + i}`),
};

const rows = Object.entries(bodies).map(([body, text]) => {
  const plain = measure(() => JSON.parse(text));
  const exact = measure(() => decode(parseJson(text), shape));
  const data = decode(parseJson(text), shape);
  const plainOut = measure(() => JSON.stringify(data));
  const exactOut = measure(() => stringifyJson(encode(data, shape, "", () => {})));
  return {
    body,
    "JSON.parse ms": plain.toFixed(3),
    "exact ms": exact.toFixed(3),
    "×": (exact / plain).toFixed(1),
    "JSON.stringify ms": plainOut.toFixed(3),
    "exact out ms": exactOut.toFixed(3),
    "× out": (exactOut / plainOut).toFixed(1),
  };
});
// biome-ignore lint/suspicious/noConsole: the table is what this is for
console.table(rows);
