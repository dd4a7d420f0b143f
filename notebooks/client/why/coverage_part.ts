import { type CoverageLine, type Stretch, stretchesOf } from "../../page/coverage.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { drawStrip } from "../charts/coverage_strip.ts";
import { element, svgElement } from "../dom.ts";
import { clock, day, moment, percent, window as windowOf } from "../words.ts";
import { showPairs } from "./query_view.ts";

/** The width of the drawer's text where it cannot be measured. */
const usualWidth = 408;
const markPx = 4;

type Covered = Pick<PostsBehind, "from" | "to" | "asOf" | "oldest" | "coverage">;

/** What is known of what was received: a strip with some time to both sides of the window, which is marked on it, and its words. */
export function drawCoverage(behind: Covered, width = usualWidth): HTMLElement[] {
  const { from, to, oldest, coverage } = behind;
  const around = { ...contextOf(behind), oldest };
  const stretches = stretchesOf(coverage, around);
  const x = (time: number) => (time - around.from) / (around.to - around.from) * width;
  const strip = drawStrip(stretches, width, x, false);
  const height = Number(strip.getAttribute("height")) + markPx;
  strip.setAttribute("height", String(height));
  for (const edge of [from, to]) {
    const at = Math.min(width - 0.5, Math.max(0.5, x(edge)));
    strip.append(svgElement("line", { x1: at, x2: at, y1: 0, y2: height }));
  }
  const sameDay = day(around.from) === day(around.to);
  const span = `${sameDay ? clock(around.from) : moment(around.from)} to ${
    sameDay ? clock(around.to) : moment(around.to)
  }; the window is between the marks`;
  return [
    element("p", { class: "gs-quiet gs-strip-span" }, span),
    element("div", {}, strip),
    showPairs([
      ["Followed", followedWords(stretchesOf(coverage, { from, to, oldest }), behind)],
      ["Share seen", seenWords(coverage, behind)],
    ]),
  ];
}

// Half a window to each side, not beyond what the page shows.
function contextOf({ from, to, asOf }: Covered): { from: number; to: number } {
  const pad = Math.max(60_000, (to - from) / 2);
  return { from: from - pad, to: Math.max(to, Math.min(to + pad, asOf)) };
}

function followedWords(stretches: Stretch[], { oldest, from, to }: Covered): string {
  if (stretches.every(({ state }) => state === "followed")) return "all of this window; no gap is known";
  if (stretches.every(({ state }) => state === "gap")) {
    return oldest === null
      ? "unknown: nothing has been received yet"
      : `nothing of this window is known; the first post is from ${moment(oldest)}`;
  }
  const missing = stretches.filter(({ state }) => state !== "followed")
    .map(({ words, from, to }) => `${windowOf(from, to - from)} ${words}`);
  const rest = missing.length === 1 && stretches.length === 1 ? "" : "; the rest is followed";
  return from < to ? `${missing.join("; ")}${rest}` : "";
}

function seenWords(lines: CoverageLine[], { from, to }: Covered): string {
  const said = lines.filter((line) =>
    line.seen !== null && line.from < to && (line.to === null || line.to > from)
  );
  if (said.length === 0) return "unknown: the streams do not say how they were sampled";
  const shares = said.map(({ seen }) => seen!);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  return low === high ? percent(low) : `${percent(low)} to ${percent(high)}, by stream and time`;
}
