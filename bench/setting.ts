import type { Tarball } from "../scripts/release/pack.ts";
import type { Commands } from "../scripts/release/rehearsal/commands.ts";

/** What every part of the benchmark is given. */
export interface Setting {
  /** All processes are started by these, so that none is left over. */
  readonly commands: Commands;
  /** The Node that runs what is measured. */
  readonly node: string;
  /** Fewer rounds: for trying the benchmark, not for numbers to keep. */
  readonly quick: boolean;
  /** A temporary folder. */
  readonly scratch: string;
  /** Our packages, packed. */
  readonly tarballs: readonly Tarball[];
  say(text: string): void;
}
