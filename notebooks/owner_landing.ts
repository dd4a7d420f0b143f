import { createDeadBudget } from "../analysis/land/dead_budget.ts";
import { type Landing, type LandingEffects, startLanding } from "../analysis/land/landing.ts";
import { startRetention } from "../analysis/land/retention.ts";
import { hasRealPosts } from "../analysis/store/store.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import type { Settings } from "../ingest/base/settings.ts";
import type { OwnedData } from "./owner_data.ts";

/**
 * Lands what the pipe of a data folder brings, until `opened` closes; what is under way then lands. The first real post retires
 * the simulated stream, too many dead letters stop it, and the log is trimmed of what has landed long ago.
 */
export async function startOwnerLanding(
  { store, pipe, control, offsets }: OwnedData,
  settings: Pick<Settings, "DEAD_PERCENT" | "DEAD_MINUTES">,
  opened: AsyncDisposableStack,
  { onResult, say }: Pick<LandingEffects, "onResult"> & { say(text: string): void },
): Promise<Landing> {
  const retireSample = () => control.setFact("real posts landed");
  // A kill may have come between the landing of the first real post and this fact.
  if (await hasRealPosts(store.writer)) retireSample();
  const spend = createDeadBudget({ percent: settings.DEAD_PERCENT, minutes: settings.DEAD_MINUTES });
  const feed = pipe.start(offsets.positions);
  const landing = startLanding(store, feed, offsets, {
    now: Date.now,
    onResult(result, ms) {
      if (result.firstReal) retireSample();
      onResult(result, ms);
      spend(result, Date.now());
    },
  });
  opened.defer(async () => {
    await feed.close();
    await landing.done.catch(() => {});
    faultPoint("owner: drained");
  });
  opened.use(startRetention(pipe.log, pipe.landed, () => landing.next(0), say));
  return landing;
}
