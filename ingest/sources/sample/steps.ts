import { arrivalAt, minuteMs } from "./heads.ts";
import { type SimulatedPost, simulatePost } from "./minute.ts";
import type { Plan } from "./plan.ts";
import type { Gap, Progress } from "./progress.ts";
import { addSpan, type Span } from "./spans.ts";

/** How many posts go out at once. */
export const maxStepPosts = 1000;
const minutesPerHour = 60;

/** What goes out next, and what is known once it has gone out. */
export interface Step {
  posts: SimulatedPost[];
  progress: Progress;
  /** Minutes that it completes. */
  laid: Span;
  /** It completes an hour of history, or begins one of live. */
  closesHour: boolean;
}

/** Live posts that are due at `now`, UTC milliseconds. */
export function stepLive(plan: Plan, progress: Progress, now: number): Step {
  const { live } = progress;
  const { posts, minute, index } = take(plan, live.minute, live.index, Infinity, now);
  const partial = live.partial && minute === live.minute;
  const laid = { from: Math.min(minute, live.partial ? live.minute + 1 : live.minute), to: minute };
  const moved = { ...progress, live: { minute, index, partial }, laid: addSpan(progress.laid, laid) };
  return { posts, progress: moved, laid, closesHour: hourOf(minute) > hourOf(live.minute) };
}

/** Posts of the newest hour that is not laid down yet, in order; undefined without a gap. */
export function stepHistory(plan: Plan, progress: Progress): Step | undefined {
  const gaps = splitNewestHour(progress.gaps);
  const gap = gaps.pop();
  if (gap === undefined) return undefined;
  const { posts, minute, index } = take(plan, gap.from, gap.index, gap.to, Infinity);
  const closesHour = minute === gap.to;
  if (!closesHour) gaps.push({ from: minute, index, to: gap.to });
  const laid = { from: gap.from, to: minute };
  return { posts, progress: { ...progress, gaps, laid: addSpan(progress.laid, laid) }, laid, closesHour };
}

function take(plan: Plan, fromMinute: number, fromIndex: number, toMinute: number, untilMs: number) {
  const posts: SimulatedPost[] = [];
  let minute = fromMinute;
  let index = fromIndex;
  for (; minute < toMinute && minute * minuteMs <= untilMs; minute++, index = 0) {
    const layout = plan.layout(minute);
    for (; index < layout.size; index++) {
      const due = arrivalAt(plan, layout, index) <= untilMs;
      if (!due || posts.length === maxStepPosts) return { posts, minute, index };
      posts.push(simulatePost(plan, layout, index));
    }
  }
  return { posts, minute, index };
}

function splitNewestHour(gaps: readonly Gap[]): Gap[] {
  const newest = gaps.at(-1);
  if (newest === undefined) return [];
  const older = gaps.slice(0, -1);
  const border = hourOf(newest.to - 1) * minutesPerHour;
  if (border <= newest.from) return [...older, newest];
  return [...older, { ...newest, to: border }, { from: border, index: 0, to: newest.to }];
}

const hourOf = (minute: number) => Math.floor(minute / minutesPerHour);
