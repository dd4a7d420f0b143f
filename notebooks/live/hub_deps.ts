import type { Reads } from "../../analysis/store/reads.ts";
import type { Topics } from "../page/check_page.ts";
import type { Page } from "../page/page.ts";
import type { TabsBehind } from "./behind.ts";

/** What the hub needs from outside. */
export interface HubDeps {
  /** The page of a name, as of now. */
  page(name: string): Page | undefined;
  reads: Reads;
  topics: Topics;
  now: () => number;
  /** Milliseconds of a clock that nobody sets, by which things are due; the machine's own where not given. */
  elapsed?: (() => number) | undefined;
  warn: (text: string) => void;
  /** Called back after each round with its time, milliseconds. */
  onRound?: ((ms: number) => void) | undefined;
  /** Called back each second in which tabs are behind. */
  onBehind?: ((behind: TabsBehind) => void) | undefined;
}
