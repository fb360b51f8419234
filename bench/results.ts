import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Machine } from "./machine.ts";
import type { PartName } from "./options.ts";
import type { Row } from "./row.ts";

/** One part, as it was last measured. */
export interface Part {
  /** The day, such as `2026-11-22`. */
  date: string;
  /** The machine's load average of a minute, before and after. */
  load: readonly [number, number];
  rows: readonly Row[];
}

/** What `results.json` holds. All of it was taken on one machine. */
export interface Results {
  machine: Machine;
  parts: Partial<Record<PartName, Part>>;
}

/** What a file of results holds. Nothing if there is no such file, or if it was taken on another machine. */
export async function readResults(path: string, machine: Machine): Promise<Results> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  const results = text === undefined ? undefined : (JSON.parse(text) as Results);
  return results && isDeepStrictEqual(results.machine, machine) ? results : { machine, parts: {} };
}

/** Numbers are written with four digits: the rest is noise. */
export async function writeResults(path: string, results: Results): Promise<void> {
  const text = JSON.stringify(results, (_, value) => (typeof value === "number" ? short(value) : value), 2);
  await writeFile(path, `${text}\n`);
}

function short(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4));
}
