import type { Report } from "../../base/report.ts";
import { formatGap } from "./pace.ts";

/** Waits from this length on are announced. */
const longGapMs = 60_000;

/** Feeds the bar of a replay: bytes read of all bytes, and records a second since it began. */
export function createProgress(report: Report, now: () => number) {
  const started = now();
  let bytes = 0;
  let total = 0;
  let records = 0;
  const show = () => {
    const seconds = Math.max(0.001, (now() - started) / 1000);
    const rate = `${Math.round(records / seconds).toLocaleString("en-US")} posts/s`;
    report.progress({ label: "replay", done: bytes, total, rate });
  };
  return {
    expect(bytes: number) {
      total = bytes;
    },
    onRead(size: number) {
      bytes += size;
    },
    onStep(delivered: number) {
      records += delivered;
      show();
    },
    onGap(ms: number) {
      if (ms >= longGapMs) report.say(`replay: next post in ${formatGap(ms)}`);
    },
  };
}
