import { parseArgs } from "node:util";

/** The parts of the benchmark, in the order in which they run. */
export const partNames = ["sizes", "cold", "calls", "types", "mock", "generation"] as const;

export type PartName = (typeof partNames)[number];

export interface Options {
  parts: readonly PartName[];
  quick: boolean;
  /** The Node that runs what is measured. */
  node: string;
}

export const usage = `usage: npm run bench -- [--only ${partNames.join(",")}] [--quick] [--node <path>]`;

/** @throws Error whose message says in one line what is wrong. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true, default: [] },
      quick: { type: "boolean", default: false },
      node: { type: "string", default: process.execPath },
    },
  });
  const only = values.only.flatMap((list) => list.split(","));
  const unknown = only.find((name) => !(partNames as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`--only: there is no part ${JSON.stringify(unknown)}`);
  const parts = partNames.filter((name) => only.length === 0 || only.includes(name));
  return { parts, quick: values.quick, node: values.node };
}
