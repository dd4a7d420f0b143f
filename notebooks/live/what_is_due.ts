import type { Landed, Reads } from "../../analysis/store/reads.ts";
import type { Page } from "../page/page.ts";
import type { View } from "./view.ts";
import type { Work } from "./work.ts";

const minuteMs = 60_000;

/** Tells the work which views are due, as landings, measurements and the minutes of the clock come, until it is disposed. */
export function watchWhatIsDue(
  reads: Pick<Reads, "onLanded" | "onMeasured">,
  views: Iterable<View>,
  work: Work,
): Disposable {
  const markDue = (landed: Landed | null, isMeant: (view: View) => boolean = () => true) => {
    for (const view of views) if (isMeant(view)) work.markDue(view, landed);
    work.wake();
  };
  const stopListening = reads.onLanded((landed) => {
    work.changes.add(landed);
    markDue(landed);
  });
  const stopMeasured = reads.onMeasured(() => markDue(null, ({ page }) => readsGauges(page)));
  // The end of the window moves by the minute, also while nothing lands.
  const minutes = setInterval(() => markDue(null), minuteMs);
  return {
    [Symbol.dispose]() {
      clearInterval(minutes);
      stopListening();
      stopMeasured();
    },
  };
}

function readsGauges({ cells }: Page): boolean {
  return cells.some((cell) => cell.kind === "sql" && cell.reach?.views.includes("gauges"));
}
