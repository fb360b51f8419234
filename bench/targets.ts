/** What the project wants to reach, for one call of one provider, and whether it does. */
import { cold, unchanged } from "./generation/generation.ts";
import type { PartName } from "./options.ts";
import type { Results } from "./results.ts";
import type { Row } from "./row.ts";
import { officialTencent, ourFetchName, ourName, protocols, selectedName } from "./subjects.ts";

interface Target {
  what: string;
  part: PartName;
  /** The rows that it is for, by name. */
  names: readonly string[];
  value: string;
  atMost?: number;
  atLeast?: number;
  /** The row that the value is divided by. */
  over?: string;
}

const ours = protocols.map(ourName);
const installed = [...ours, "@jobwire/codearts-build"];
const selected = installed.map(selectedName);
const overFetch = protocols.map(ourFetchName);
const tencent = [ourName("tc3")];
const widths = ["1 wide", "64 wide"];

const targets: readonly Target[] = [
  { what: "install, with types, KB", part: "sizes", names: installed, value: "install KB", atMost: 1_000 },
  { what: "packages", part: "sizes", names: installed, value: "packages", atMost: 3 },
  ...["Node", "browser"].flatMap((platform): Target[] => [
    {
      ...{ what: `bundle of one call for ${platform}, min + gzip, B`, part: "sizes", names: installed },
      ...{ value: `gzip B, ${platform}`, atMost: 6_000 },
    },
    {
      ...{ what: "of it at the start, without what waits for import(), B", part: "sizes", names: installed },
      ...{ value: `gzip B at start, ${platform}`, atMost: 6_000 },
    },
    {
      ...{ what: `the same call by a client of that operation alone for ${platform}, B`, part: "sizes" },
      ...{ names: selected, value: `gzip B, ${platform}`, atMost: 6_000 },
    },
  ]),
  { what: "import over an empty process, ms", part: "cold", names: ours, value: "import ms", atMost: 25 },
  {
    ...{ what: "first call, whole process, × node:http floor", part: "cold", names: ours },
    ...{ value: "first call × node:http floor", atMost: 1.5 },
  },
  {
    ...{ what: "the same in CPU time", part: "cold", names: ours },
    ...{ value: "first call CPU × node:http floor", atMost: 1.5 },
  },
  {
    ...{ what: "first call, × the official SDK's smallest import", part: "cold", names: tencent },
    ...{ value: "first call ms", over: officialTencent, atMost: 0.5 },
  },
  ...widths.flatMap((width): Target[] => [
    {
      ...{ what: `CPU per call, ${width}, × node:http floor`, part: "calls", names: ours },
      ...{ value: `CPU × node:http floor, ${width}`, atMost: 1.3 },
    },
    {
      ...{ what: `CPU per call, ${width}, × the official Tencent SDK`, part: "calls", names: tencent },
      ...{ value: `CPU µs, ${width}`, over: officialTencent, atMost: 0.6 },
    },
    {
      ...{ what: `CPU per call over fetch, ${width}, × fetch floor`, part: "calls", names: overFetch },
      ...{ value: `CPU × fetch floor, ${width}`, atMost: 1.15 },
    },
  ]),
  {
    what: "mock: first answer, ms",
    part: "mock",
    names: ["jobwire-mock"],
    value: "first answer ms",
    atMost: 1_000,
  },
  {
    ...{ what: "mock: requests/s, 64 wide", part: "mock", names: ["jobwire-mock"] },
    ...{ value: "requests/s, 64 wide", atLeast: 2_000 },
  },
  {
    ...{ what: "mock: MB after 100,000 requests", part: "mock", names: ["jobwire-mock"] },
    ...{ value: "MB after 100000 requests", atMost: 150 },
  },
  {
    what: "lint, bundle, generate all specs, cold, s",
    part: "generation",
    names: [cold],
    value: "s",
    atMost: 15,
  },
  { what: "the same when nothing changed, s", part: "generation", names: [unchanged], value: "s", atMost: 1 },
];

export interface Verdict {
  what: string;
  target: string;
  /** In the order of the target's rows, those that were measured. */
  measured: readonly { name: string; value: number; isMet: boolean }[];
}

/** Those whose part was measured. */
export function judge({ parts }: Results): Verdict[] {
  return targets.flatMap(({ what, part, names, value, atMost, atLeast, over }) => {
    const rows = parts[part]?.rows ?? [];
    const measured = names.flatMap((name) => {
      const row = rows.find((one) => one.name === name);
      const number = row?.values[value];
      if (row === undefined || number === undefined) return [];
      const divisor = over === undefined ? 1 : peer(rows, row, over)?.values[value];
      if (divisor === undefined) return [];
      const compared = number / divisor;
      const isMet = compared <= (atMost ?? Infinity) && compared >= (atLeast ?? 0);
      return [{ name, value: compared, isMet }];
    });
    const target = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
    return measured.length === 0 ? [] : [{ what, target, measured }];
  });
}

function peer(rows: readonly Row[], { group }: Row, name: string): Row | undefined {
  return rows.find((row) => row.group === group && row.name === name);
}
