import type { Landed } from "../analysis/store/reads.ts";
import type { TabsBehind } from "./live/behind.ts";

/** Which pages an owner serves to whom; without it those of this program, as they are when it starts, to this machine. */
export interface OwnerOptions {
  /** A folder, ending with a slash. */
  pages?: URL;
  /** Whether open tabs follow its files as they are saved. */
  watch?: boolean;
  /** Whether they may be reached under any name. */
  isPublic?: boolean;
  /** For benchmarks. */
  measure?: Measure;
}

/** Called back with what only the owner can time. */
export interface Measure {
  /** After each commit. */
  landed?(landed: Landed): void;
  /** After each round of the hub: how long it took, milliseconds. */
  round?(ms: number): void;
  /** Each second in which tabs are behind. */
  behind?(behind: TabsBehind): void;
}
