import type { Bind } from "./reads.ts";
import type { Store } from "./store.ts";

/** How long measured values are kept. */
export const keepGaugesMs = 7 * 86_400_000;
const forgetEveryMs = 3_600_000;

/** A measured value by its name; what could not be measured is left out, and never 0. */
export type Gauges = Record<string, number>;

/** Where measurements are written, and who is told. */
export type GaugeStore = Pick<Store, "writer" | "inTurn" | "publishMeasured">;

/**
 * Writes one measurement a call in a small transaction of its own, between landings, and tells readers. Forgets what is
 * older than 7 days.
 */
export function createGaugeWriter(
  store: GaugeStore,
): (at: number, gauges: Gauges) => Promise<void> {
  let forgottenAt = -Infinity;
  return (at, gauges) =>
    store.inTurn(async () => {
      if (at - forgottenAt >= forgetEveryMs) {
        await store.writer.rows("delete from base.gauges where measured_at < $1", [time(at - keepGaugesMs)]);
        forgottenAt = at;
      }
      const names = Object.keys(gauges);
      if (names.length === 0) return;
      const rows = names.map((_, index) => `($1, $${2 * index + 2}, null, $${2 * index + 3})`).join(", ");
      await store.writer.rows(`insert into base.gauges values ${rows}`, [
        time(at),
        ...names.flatMap((name): Bind[] => [
          { type: "text", value: name },
          { type: "number", value: gauges[name]! },
        ]),
      ]);
      store.publishMeasured();
    });
}

function time(ms: number): Bind {
  return { type: "time", value: ms };
}
