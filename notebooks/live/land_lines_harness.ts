import { landBatch } from "../../analysis/land/land_batch.ts";
import { prepareLanding } from "../../analysis/land/lander.ts";
import { batchOf } from "../../analysis/land/landing_harness.ts";
import { Offsets } from "../../analysis/land/offsets.ts";
import type { Store } from "../../analysis/store/store.ts";

const landedAt = Date.UTC(2026, 0, 1, 12);

/** Lands lines of the log one batch after the other, and tells the hub. */
export async function prepareLines(store: Store): Promise<(...lines: string[]) => Promise<void>> {
  await store.writer.exec("insert into base.offsets values ('log', 'posts', 0, 0, '', '2026-01-01')");
  const offsets = new Offsets("log", "", "posts", 0, 0n);
  const lander = await prepareLanding(store.writer);
  return async (...lines) => {
    const { change } = await landBatch(lander, offsets, batchOf(offsets.next, lines), landedAt);
    store.publish(change);
  };
}
